package io.fundstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;

/** A few writers at a steady pace, until it is closed. */
final class Trickle {
  private static final int WRITERS = 4;
  private static final long PAUSE_MILLIS = 20;
  private static final Duration ANSWERED = Duration.ofSeconds(60);

  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(WRITERS);
  private final List<Writer> writers;
  private final List<? extends Future<?>> ticks;

  /** Starts; one fund, the hot one, is written to by all. The seed is printed. */
  Trickle(Http http, History history) throws IOException, InterruptedException {
    long seed = System.nanoTime();
    System.out.println("trickle seed " + seed);
    UUID hot = UUID.randomUUID();
    Http.Answer made =
        http.send(
            Http.Command.post("/v1/funds", hot.toString(), Writer.FUND.formatted(hot, "Hot fund")));
    assertThat(made.status()).isEqualTo(201);
    history.told(hot, "FundRegistered", made);
    writers =
        LongStream.range(0, WRITERS)
            .mapToObj(n -> new Writer(http, history, seed + n, hot))
            .toList();
    ticks =
        writers.stream()
            .map(writer ->
                clock.scheduleWithFixedDelay(writer::tick, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS))
            .toList();
  }

  /** Ends when every command has had its answer. */
  void finish() {
    writers.forEach(Writer::finish);
    Awaitility.await("every command is answered")
        .atMost(ANSWERED)
        .until(() -> writers.stream().allMatch(Writer::quiet));
    // A tick that failed would have ended its writer without a word.
    assertThat(ticks).noneMatch(Future::isDone);
    clock.close();
  }

  /** Stops sending, whatever is owed. */
  void abandon() {
    clock.shutdownNow();
  }
}
