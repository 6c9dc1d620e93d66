package io.fundstream.gateway.log;

import io.fundstream.gateway.command.Claim;
import io.fundstream.gateway.command.Intent;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A submission that waits for its outcome. Only its appender's thread touches the fields. */
final class Pending {
  final Submission submission;
  final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

  /** {@link System#nanoTime} when it was admitted. */
  final long since;

  /** The claim it lost to another stream; from then on the command is refused for that. */
  @Nullable Claim lost;

  /** Whether it last went back because another transaction holds its idempotency key. */
  boolean behindKey;

  /** The commands it must not overtake, itself included; null when there are none. */
  final @Nullable Train train;

  /** Where in its train it stands; 0 without one. */
  final int place;

  Pending(Submission submission, long since, @Nullable Train train) {
    this.submission = submission;
    this.since = since;
    this.train = train;
    this.place = train == null ? 0 : train.join();
  }

  Intent intent() {
    return submission.intent();
  }
}
