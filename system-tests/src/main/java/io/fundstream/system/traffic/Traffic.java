package io.fundstream.system.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Several writers at a steady pace, until it is finished or abandoned. */
public final class Traffic {
  private static final int HOT_FUNDS = 3;
  private static final long PAUSE_MILLIS = 50;
  private static final Duration ANSWERED = Duration.ofSeconds(90);

  private final ScheduledExecutorService clock;
  private final List<Writer> writers = new ArrayList<>();
  private final List<Future<?>> ticks = new ArrayList<>();

  /**
   * Starts; some funds are written to by all. The gateway has to be there.
   *
   * @param seed decides what is written, as far as the order of the answers lets it
   */
  public Traffic(Client client, History history, long seed, int count) {
    clock = Executors.newScheduledThreadPool(count);
    Random random = new Random(seed);
    ConcurrentMap<UUID, Integer> versions = Orders.versions();
    List<UUID> hot = new ArrayList<>();
    for (int n = 0; n < HOT_FUNDS; n++) {
      UUID fund = UUID.randomUUID();
      Request register = FundRequests.register(fund, "Hot fund " + n);
      history.add(register, 1, Crowd.untilAnswered(client, register));
      hot.add(fund);
    }
    for (int n = 0; n < count; n++) {
      Orders orders = new Orders(random.nextLong(), hot, versions);
      Writer writer = new Writer(client, history, orders, random.nextLong());
      writers.add(writer);
      ticks.add(clock.scheduleWithFixedDelay(writer::tick, n, PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    }
  }

  /**
   * Ends when every command has had its answer or was given up, after 90 s at most.
   *
   * @throws IllegalStateException if a writer broke
   */
  public void finish() {
    writers.forEach(Writer::finish);
    try {
      Awaitility.await("every command is answered")
          .atMost(ANSWERED)
          .until(() -> broken() || writers.stream().allMatch(Writer::quiet));
      if (broken()) throw new IllegalStateException("a writer broke", cause());
    } finally {
      clock.shutdownNow();
    }
  }

  /** A tick that failed would otherwise have ended its writer without a word. */
  private boolean broken() {
    return ticks.stream().anyMatch(Future::isDone);
  }

  private Throwable cause() {
    for (Future<?> tick : ticks) {
      if (!tick.isDone()) continue;
      try {
        tick.get();
      } catch (ExecutionException e) {
        return e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return e;
      }
    }
    return new IllegalStateException("no writer ended");
  }

  /** Stops sending, whatever is owed. */
  public void abandon() {
    clock.shutdownNow();
  }
}
