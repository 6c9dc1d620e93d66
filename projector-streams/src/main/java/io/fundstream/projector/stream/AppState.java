package io.fundstream.projector.stream;

import io.fundstream.runtime.health.Readiness;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** How a Streams application is doing. Written by its threads, read by anyone. */
public final class AppState {
  /** Without an answer to a heartbeat for so long, Kafka counts as away. In seconds. */
  private static final double HEARTBEAT_LOST = 6;

  private volatile boolean running;
  private volatile String phase = "starting";
  private volatile @Nullable String hindrance;
  private volatile DoubleSupplier heartbeat = () -> 0;

  /** What it is doing before it runs, for people. */
  void starting(String what) {
    running = false;
    hindrance = null;
    phase = what;
  }

  void running(DoubleSupplier secondsSinceHeartbeat) {
    heartbeat = secondsSinceHeartbeat;
    running = true;
    phase = "running";
  }

  /** It stopped, and will be tried again. */
  void ended(String why) {
    running = false;
    phase = why;
  }

  void hindered(String by) {
    hindrance = by;
  }

  void unhindered() {
    hindrance = null;
  }

  /** Whether it takes records from Kafka. */
  public boolean isRunning() {
    return running;
  }

  /** Whether it applies events now, and a sentence on how it is. */
  Readiness.Status look() {
    String held = hindrance;
    if (!running || held != null) {
      return Readiness.Status.notReady(held == null ? phase : held);
    }
    double silent = heartbeat.getAsDouble();
    return silent > HEARTBEAT_LOST
        ? Readiness.Status.notReady("no answer from Kafka for %.0f s".formatted(silent))
        : Readiness.Status.ready("running");
  }
}
