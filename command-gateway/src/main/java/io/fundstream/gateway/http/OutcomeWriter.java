package io.fundstream.gateway.http;

import io.fundstream.gateway.log.Answer;
import io.fundstream.gateway.log.Outcome;
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
      case Outcome.PreconditionRequired() ->
          throw new ProblemException(Problems.preconditionRequired());
      case Outcome.KeyReused() -> throw new ProblemException(Problems.idempotencyKeyReused());
      case Outcome.KeyInFlight() ->
          throw new ProblemException(
              Problems.inProgress(
                  "Another request with this key has no answer yet.", RETRY_AFTER_SECONDS));
      case Outcome.Overloaded() ->
          throw new ProblemException(Problems.overloaded(RETRY_AFTER_SECONDS));
      case Outcome.Unavailable() ->
          throw new ProblemException(
              Problems.unavailable(
                  "The command was not confirmed. Send it again with the same Idempotency-Key.",
                  RETRY_AFTER_SECONDS));
      case Outcome.Failed() -> throw new ProblemException(Problems.internal());
    }
  }

  private static void write(Context ctx, Answer answer, boolean replayed) {
    ctx.status(answer.status());
    answer.headers().forEach(ctx::header);
    if (replayed) {
      ctx.header("Idempotency-Replayed", "true");
    }
    ctx.result(answer.body());
  }
}
