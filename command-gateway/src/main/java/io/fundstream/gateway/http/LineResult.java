package io.fundstream.gateway.http;

import io.fundstream.gateway.log.Answer;
import io.fundstream.gateway.log.Outcome;
import io.fundstream.runtime.http.ProblemWriter;
import io.fundstream.runtime.problem.FieldError;
import io.fundstream.runtime.problem.Problem;
import io.fundstream.runtime.problem.Problems;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A line of a batch's answer: the command's own answer, and which line.
 *
 * @param bytes with the line feed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LineResult(int status, byte[] bytes) {
  /** What is told of one line's errors. */
  private static final int MOST_ERRORS = 100;

  static LineResult of(int line, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered(Answer answer, boolean _) -> of(line, answer);
      case Outcome.PreconditionRequired() -> of(line, versionRequired());
      case Outcome.Undone undone -> of(line, OutcomeWriter.problem(undone));
    };
  }

  static LineResult of(int line, Problem problem) {
    return new LineResult(
        problem.status(), joined("{\"line\":%d,".formatted(line), ProblemWriter.bytes(problem)));
  }

  /** The body of a refusal tells its status by itself. */
  private static LineResult of(int line, Answer answer) {
    // Not formatted, which is slow: the appender does this.
    String beginning = "{\"line\":" + line + ",";
    if (answer.status() < 400) {
      beginning += "\"status\":" + answer.status() + ",";
    }
    return new LineResult(answer.status(), joined(beginning, answer.body()));
  }

  /** The problem of a line that cannot be read. */
  static Problem invalid(List<FieldError> errors) {
    Problem problem = Problems.invalidBody(errors);
    return errors.size() <= MOST_ERRORS
        ? problem
        : with(
            problem,
            "%d errors; 'errors' has the first %d.".formatted(errors.size(), MOST_ERRORS),
            errors.subList(0, MOST_ERRORS));
  }

  /** The problem of a line that is too long. */
  static Problem tooLong(int limit) {
    return Problems.payloadTooLarge(limit)
        .with(List.of(FieldError.at("", "At most %d bytes a line.".formatted(limit))));
  }

  private static Problem versionRequired() {
    String detail = "Send 'ifMatch' with the version you read, for example \"ifMatch\":3.";
    return with(
        Problems.preconditionRequired(), detail, List.of(FieldError.at("/ifMatch", detail)));
  }

  private static Problem with(Problem problem, String detail, List<FieldError> errors) {
    return new Problem(
        problem.slug(), problem.status(), problem.title(), detail, errors, problem.headers());
  }

  /** The answer is an object that is not empty: its brace is replaced by the beginning. */
  private static byte[] joined(String beginning, byte[] object) {
    byte[] start = beginning.getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream out = new ByteArrayOutputStream(start.length + object.length);
    out.writeBytes(start);
    out.write(object, 1, object.length - 1);
    out.write('\n');
    return out.toByteArray();
  }
}
