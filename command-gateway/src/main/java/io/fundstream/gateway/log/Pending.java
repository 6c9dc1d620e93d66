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

  Pending(Submission submission, long since) {
    this.submission = submission;
    this.since = since;
  }

  Intent intent() {
    return submission.intent();
  }
}
