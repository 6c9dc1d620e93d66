package io.fundstream.query.event;

import io.fundstream.runtime.problem.Problem;

/** What a reader of the feed can be told and nobody else. */
final class EventProblems {
  private static final int RETRY_AFTER_SECONDS = 5;

  private EventProblems() {}

  /** 410: the cursor was true once. */
  static Problem feedReset() {
    return Problem.of(
        "feed-reset",
        410,
        "The feed has been filled anew",
        "This cursor belongs to an earlier filling of the feed. Read it again from the beginning:"
            + " leave the cursor out.");
  }

  /** 503: every stream is taken. */
  static Problem tooManyStreams(int limit) {
    return Problem.of(
            "too-many-streams",
            503,
            "Too many streams are open",
            "At most %d streams are open at one time. Try again later, or read /v1/events."
                .formatted(limit))
        .with("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
  }
}
