package io.fundstream.query.freshness;

import io.fundstream.runtime.problem.Problem;
import io.fundstream.runtime.problem.Problems;

/** What a reader is told that came too early. */
public final class ReadProblems {
  private static final int RETRY_AFTER_SECONDS = 1;

  private ReadProblems() {}

  /** 503: the read tables have not yet reached what the request asks for. */
  public static Problem behind() {
    return Problem.of(
            "read-model-behind",
            503,
            "The read model is not there yet",
            "What the request asks for has not been applied yet. It is not lost: try again, or wait"
                + " longer with 'Prefer: wait=<seconds>', at most 10.")
        .with("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
  }

  /** 503: this process ends. */
  public static Problem stopping() {
    return Problems.unavailable("This instance is stopping.", RETRY_AFTER_SECONDS);
  }
}
