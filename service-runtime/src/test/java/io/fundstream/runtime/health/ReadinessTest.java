package io.fundstream.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.runtime.health.Readiness.Status;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  @Test
  void it_is_ready_only_if_every_check_is_and_says_which_is_not() {
    Readiness readiness =
        Readiness.of(
            Map.of(
                "good",
                () -> Status.ready("fine"),
                "bad",
                () -> Status.notReady("lag"),
                "broken",
                () -> {
                  throw new IllegalStateException("refused");
                }));

    assertThat(readiness.ready()).isFalse();
    assertThat(readiness.report().checks())
        .containsEntry("good", Status.ready("fine"))
        .containsEntry("bad", Status.notReady("lag"))
        .containsEntry("broken", Status.notReady("IllegalStateException: refused"));
  }

  @Test
  void a_check_that_hangs_is_not_ready_after_two_seconds() {
    Readiness readiness =
        Readiness.of(
            Map.of(
                "hangs",
                () -> {
                  new CountDownLatch(1).await();
                  return Status.ready("never");
                }));
    long began = System.nanoTime();
    assertThat(readiness.ready()).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void asking_often_looks_once_and_again_later() {
    AtomicInteger looks = new AtomicInteger();
    Readiness readiness =
        Readiness.of(
            Map.of(
                "counted",
                () -> {
                  looks.incrementAndGet();
                  return Status.ready("");
                }));
    for (int i = 0; i < 1000; i++) readiness.ready();
    assertThat(looks).hasValueLessThanOrEqualTo(2);
    await()
        .until(() -> {
          readiness.ready();
          return looks.get() >= 2;
        });
  }
}
