package io.fundstream.gateway.http;

import io.fundstream.gateway.log.Answer;
import io.fundstream.gateway.log.Outcome;
import io.fundstream.runtime.http.ResponseBody;
import io.fundstream.runtime.problem.Problem;
import io.fundstream.runtime.problem.ProblemException;
import io.fundstream.runtime.problem.Problems;
import io.javalin.http.Context;

/** What a client is told about each outcome. */
final class OutcomeWriter {
  private static final int RETRY_AFTER_SECONDS = 1;

  private OutcomeWriter() {}

  static void write(Context ctx, Outcome outcome) {
    switch (outcome) {
      case Outcome.Answered(Answer answer, boolean replayed) -> write(ctx, answer, replayed);
      case Outcome.Undone undone -> throw new ProblemException(problem(undone));
    }
  }

  /** What is told where there is no answer. */
  static Problem problem(Outcome.Undone outcome) {
    return switch (outcome) {
      case Outcome.PreconditionRequired() -> Problems.preconditionRequired();
      case Outcome.KeyReused() -> Problems.idempotencyKeyReused();
      case Outcome.KeyInFlight() ->
          Problems.inProgress(
              "Another request with this key has no answer yet.", RETRY_AFTER_SECONDS);
      case Outcome.Overloaded() -> Problems.overloaded(RETRY_AFTER_SECONDS);
      case Outcome.Unavailable() ->
          Problems.unavailable(
              "The command was not confirmed. Send it again with the same Idempotency-Key.",
              RETRY_AFTER_SECONDS);
      case Outcome.Behind() ->
          Problems.unavailable(
              "A command before it was not decided, so this one was not tried. Send them again.",
              RETRY_AFTER_SECONDS);
      case Outcome.Failed() -> Problems.internal();
    };
  }

  private static void write(Context ctx, Answer answer, boolean replayed) {
    ctx.status(answer.status());
    answer.headers().forEach(ctx::header);
    if (replayed) {
      ctx.header("Idempotency-Replayed", "true");
    }
    ResponseBody.set(ctx, answer.body());
  }
}
