package io.fundstream.runtime.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.runtime.supervisor.Supervisor.State;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SupervisorTest {
  private static final BackOff SHORT =
      new BackOff(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofSeconds(30));

  @Test
  void a_body_that_fails_is_run_again_until_it_stays_up() {
    AtomicInteger runs = new AtomicInteger();
    try (Supervisor supervisor =
        Supervisor.start(
            "test",
            SHORT,
            e -> false,
            up -> {
              if (runs.incrementAndGet() < 4) throw new IllegalStateException("run " + runs);
              up.run();
              new CountDownLatch(1).await();
            })) {
      await().until(() -> supervisor.state() == State.RUNNING);
      assertThat(runs).hasValue(4);
      assertThat(supervisor.lastFailure()).hasMessage("run 3");
      supervisor.close();
      assertThat(supervisor.state()).isEqualTo(State.STOPPED);
    }
  }

  @Test
  void what_another_try_cannot_mend_is_final() {
    IllegalStateException cause = new IllegalStateException("fenced");
    try (Supervisor supervisor =
        Supervisor.start(
            "test",
            SHORT,
            e -> e == cause,
            up -> {
              throw cause;
            })) {
      assertThat(supervisor.fatal().toCompletableFuture())
          .succeedsWithin(Duration.ofSeconds(5))
          .isSameAs(cause);
      assertThat(supervisor.state()).isEqualTo(State.FAILED);
    }
  }

  @Test
  void closing_while_backing_off_does_not_wait_it_out() {
    BackOff hour = new BackOff(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1));
    Supervisor supervisor = Supervisor.start("test", hour, e -> false, up -> up.run());
    await().until(() -> supervisor.state() == State.BACKING_OFF);
    supervisor.close();
    assertThat(supervisor.state()).isEqualTo(State.STOPPED);
  }

  @Test
  void the_pause_doubles_up_to_its_bound() {
    assertThat(SHORT.after(1)).hasMillis(5);
    assertThat(SHORT.after(2)).hasMillis(10);
    assertThat(SHORT.after(3)).hasMillis(20);
    assertThat(SHORT.after(1000)).hasMillis(20);
  }
}
