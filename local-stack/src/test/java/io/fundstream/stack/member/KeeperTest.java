package io.fundstream.stack.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.stack.data.States.State;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeeperTest {
  private final Lamp lamp = new Lamp();
  private final AtomicBoolean wantsStopped = new AtomicBoolean();

  /** The smallest thing that can be started and stopped. */
  private static final class Lamp implements Member {
    final AtomicInteger starts = new AtomicInteger();
    final AtomicInteger broken = new AtomicInteger();
    volatile boolean on;

    @Override
    public String name() {
      return "lamp";
    }

    @Override
    public void start() {
      starts.incrementAndGet();
      if (broken.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        throw new IllegalStateException("broken");
      }
      on = true;
    }

    @Override
    public void stop() {
      on = false;
    }

    @Override
    public void kill() {
      on = false;
    }

    @Override
    public boolean running() {
      return on;
    }

    @Override
    public boolean ready() {
      return on;
    }

    @Override
    public OptionalLong pid() {
      return OptionalLong.empty();
    }
  }

  private Keeper keeper() {
    return new Keeper(lamp, wantsStopped::get, () -> {});
  }

  @Test
  void what_ends_by_itself_is_started_again() {
    try (Keeper keeper = keeper()) {
      keeper.begin().toCompletableFuture().join();
      lamp.on = false;
      await().until(() -> lamp.on);
      await().until(() -> keeper.state().state() == State.RUNNING);
      assertThat(keeper.state().restarts()).isEqualTo(1);
    }
    assertThat(lamp.on).isFalse();
  }

  @Test
  void what_is_to_be_stopped_stays_stopped_until_it_is_wanted_again() {
    try (Keeper keeper = keeper()) {
      keeper.begin().toCompletableFuture().join();
      wantsStopped.set(true);
      await().until(() -> keeper.state().state() == State.STOPPED);
      assertThat(lamp.on).isFalse();
      wantsStopped.set(false);
      await().until(() -> lamp.on);
      await().until(() -> keeper.state().state() == State.RUNNING);
      assertThat(keeper.state().restarts()).isZero();
    }
  }

  @Test
  void a_restart_that_fails_is_tried_again() {
    try (Keeper keeper = keeper()) {
      keeper.begin().toCompletableFuture().join();
      lamp.broken.set(2);
      lamp.on = false;
      await().until(() -> lamp.on);
      assertThat(lamp.starts.get()).isEqualTo(4);
    }
  }

  @Test
  void a_first_start_that_keeps_failing_is_told() {
    lamp.broken.set(100);
    try (Keeper keeper = keeper()) {
      assertThat(keeper.begin().toCompletableFuture())
          .failsWithin(java.time.Duration.ofSeconds(10))
          .withThrowableThat()
          .withMessageContaining("broken");
      assertThat(keeper.state().state()).isEqualTo(State.STOPPED);
    }
  }
}
