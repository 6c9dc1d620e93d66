package io.fundstream.relay;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the relay is doing, for readiness and for people. */
final class RelayStatus {
  private static final Logger LOG = LoggerFactory.getLogger(RelayStatus.class);

  /** Where one run is. */
  enum Phase {
    /** Between two runs, or at the end. */
    DOWN,
    /** Waits for PostgreSQL, or for the lock that another relay holds. */
    STANDBY,
    /** Has the lock; checks schemas, topics, what is committed, the slot. */
    PREPARING,
    /** Sends what Kafka lacks out of a snapshot. */
    RECOVERING,
    /** Carries events as they are committed. */
    STREAMING
  }

  private volatile Phase phase = Phase.DOWN;

  Phase phase() {
    return phase;
  }

  void enter(Phase next) {
    LOG.info("{} -> {}", phase, next);
    phase = next;
  }

  /** What really happened, out of the wrappings of executors and Connect. */
  static Exception root(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null
        && (cause instanceof ExecutionException
            || cause instanceof CompletionException
            || cause instanceof ConnectException)) {
      cause = cause.getCause();
    }
    return cause instanceof Exception e ? e : new IllegalStateException(cause);
  }
}
