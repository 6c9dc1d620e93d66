package io.fundstream.system.traffic;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Many clients at once, 64 at a time. */
public final class Crowd {
  private static final int AT_ONCE = 64;

  private Crowd() {}

  /** One of many. */
  public interface Member<T> {
    T act(int number) throws Exception;
  }

  /** What each got, in the order of their numbers. */
  public static <T> List<T> all(IntStream numbers, Member<T> member)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<T>> running = new ArrayList<>();
      numbers.forEach(n -> running.add(threads.submit(() -> member.act(n))));
      List<T> answers = new ArrayList<>();
      for (Future<T> one : running) answers.add(one.get());
      return answers;
    }
  }

  /** The first answer that does not ask to come again, within 60 s. */
  public static Answer untilAnswered(Client client, Request request) {
    return Awaitility.await("an answer to " + request.line())
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .pollDelay(Duration.ZERO)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> client.send(request), answer -> !answer.asksAgain());
  }
}
