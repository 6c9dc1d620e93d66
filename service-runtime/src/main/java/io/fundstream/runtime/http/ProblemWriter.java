package io.fundstream.runtime.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fundstream.runtime.json.Json;
import io.fundstream.runtime.problem.FieldError;
import io.fundstream.runtime.problem.Problem;
import io.javalin.http.Context;
import java.util.List;

/** Writes problems as answers. */
public final class ProblemWriter {
  private ProblemWriter() {}

  /** The document of RFC 9457. */
  private record Document(
      String type,
      String title,
      int status,
      String detail,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {}

  /** The problem as JSON, for an answer that is kept before it is sent. */
  public static byte[] bytes(Problem problem) {
    return Json.bytes(
        new Document(
            problem.type(), problem.title(), problem.status(), problem.detail(), problem.errors()));
  }

  static void write(Context ctx, Problem problem) {
    ctx.status(problem.status());
    problem.headers().forEach(ctx::header);
    ctx.header("Cache-Control", "no-store");
    // What a handler set before it failed would leave its charset behind.
    ctx.res().setContentType(null);
    ctx.result(bytes(problem)).contentType(Problem.MEDIA_TYPE);
  }
}
