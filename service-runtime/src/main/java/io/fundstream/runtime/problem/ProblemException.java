package io.fundstream.runtime.problem;

/** Carries a problem out of a handler. For the HTTP edge alone: inside, refusals are values. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.type() + ": " + problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** What the client is told. */
  public Problem problem() {
    return problem;
  }
}
