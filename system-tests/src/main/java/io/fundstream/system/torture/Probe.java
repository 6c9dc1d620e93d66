package io.fundstream.system.torture;

import io.fundstream.system.fault.Pause;
import io.fundstream.system.fault.Recovery;
import io.fundstream.system.traffic.Answer;
import io.fundstream.system.traffic.Client;
import io.fundstream.system.traffic.Crowd;
import io.fundstream.system.traffic.FundRequests;
import io.fundstream.system.traffic.History;
import io.fundstream.system.traffic.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends a command and reads it back, for several funds at once, so that most parts of the topic are
 * among them. What counts is the slowest.
 */
final class Probe implements Recovery {
  private static final int FUNDS = 8;
  private static final Duration ANSWER = Duration.ofSeconds(3);
  private static final Duration BETWEEN = Duration.ofMillis(20);

  private final Client client;
  private final History history;
  private final Duration patience;
  private final BiConsumer<String, Duration> written;
  private final List<UUID> funds = Stream.generate(UUID::randomUUID).limit(FUNDS).toList();

  /**
   * Registers its funds; the stack has to be there.
   *
   * @param patience what a recovery may take
   * @param written is told what took how long
   */
  Probe(Client client, History history, Duration patience, BiConsumer<String, Duration> written) {
    this.client = client;
    this.history = history;
    this.patience = patience;
    this.written = written;
    for (UUID fund : funds) {
      Request register = FundRequests.register(fund, "Probe");
      history.add(register, 1, Crowd.untilAnswered(client, register));
    }
  }

  @Override
  public void await(String what, long since) {
    long end = System.nanoTime() + patience.toNanos();
    all(fund -> {
      Request draft = FundRequests.draft(fund, "{\"probe\":\"" + what + "\"}");
      Answer answer = command(draft, end);
      if (answer == null) throw new NotRecovered(what + ": no command is accepted");
      awaitReadable(what, fund, answer.position(), end);
    });
    written.accept(what, Duration.ofNanos(System.nanoTime() - since));
  }

  @Override
  public void accepted(String what, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    all(fund -> {
      if (command(FundRequests.draft(fund, "{\"away\":true}"), end) == null) {
        throw new NotRecovered(what + ": no command is accepted meanwhile");
      }
    });
  }

  private interface OfFund {
    void act(UUID fund) throws InterruptedException;
  }

  private void all(OfFund act) {
    try {
      Crowd.all(
          IntStream.range(0, FUNDS),
          n -> {
            act.act(funds.get(n));
            return n;
          });
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NotRecovered late) throw late;
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The answer; null if there was none in time. */
  private @Nullable Answer command(Request request, long end) throws InterruptedException {
    int tries = 0;
    while (System.nanoTime() < end) {
      tries++;
      try {
        Answer answer = client.send(request, ANSWER);
        if (!answer.asksAgain()) {
          history.add(request, tries, answer);
          return answer;
        }
      } catch (IOException away) {
        history.inVain();
      }
      Pause.of(BETWEEN);
    }
    history.add(request, tries, null);
    return null;
  }

  private void awaitReadable(String what, UUID fund, String position, long end)
      throws InterruptedException {
    while (System.nanoTime() < end) {
      try {
        if (client.get("/v1/funds/" + fund + "?minPosition=" + position).status() == 200) return;
      } catch (IOException away) {
        history.inVain();
      }
      Pause.of(BETWEEN);
    }
    throw new NotRecovered(what + ": " + position + " cannot be read");
  }
}
