package io.fundstream.runtime.http;

import io.fundstream.runtime.database.Unavailable;
import io.fundstream.runtime.problem.Problem;
import io.fundstream.runtime.problem.ProblemException;
import io.fundstream.runtime.problem.Problems;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a handler or Javalin throws into a problem. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  static void register(JavalinConfig c) {
    c.routes.exception(ProblemException.class, (e, ctx) -> answer(ctx, e.problem()));
    c.routes.exception(Unavailable.class, (e, ctx) -> answer(ctx, unavailable(e)));
    c.routes.exception(MethodNotAllowedResponse.class, (e, ctx) -> methodNotAllowed(ctx, e));
    c.routes.exception(
        HttpResponseException.class, (e, ctx) -> answer(ctx, ofStatus(e.getStatus())));
    c.routes.exception(Exception.class, Failures::unexpected);
    c.router.javaLangErrorHandler(Failures::error);
  }

  /** What a status of Javalin's or Jetty's own means in our words. */
  static Problem ofStatus(int status) {
    return switch (status) {
      case 404 -> Problems.notFound("There is nothing at this address.");
      case 408 -> Problems.requestTimeout();
      case 413 -> Problems.badRequest("The body is too large.");
      case 414 -> Problems.uriTooLong();
      case 431 -> Problems.headersTooLarge();
      case 503 -> Problems.unavailable("The service is stopping.", 2);
      // 501 and 505 are the client's doing too: a method or a version of HTTP that is not spoken.
      case 501, 505 -> Problems.badRequest("This method or version of HTTP is not understood.");
      default ->
          status < 500
              ? Problems.badRequest(
                  "The request line, a header or the body's framing is malformed.")
              : Problems.internal();
    };
  }

  private static void answer(Context ctx, Problem problem) {
    RequestBody.drop(ctx);
    ProblemWriter.write(ctx, problem);
  }

  private static Problem unavailable(Unavailable e) {
    // Said once by whoever notices (the pool, readiness); here it would be said for every request.
    LOG.debug("unavailable", e);
    return Problems.unavailable(String.valueOf(e.getMessage()), e.retryAfterSeconds());
  }

  private static void methodNotAllowed(Context ctx, MethodNotAllowedResponse e) {
    Set<String> allowed =
        e.getDetails().values().stream()
            .flatMap(list -> Stream.of(list.split(", ")))
            .collect(Collectors.toSet());
    answer(ctx, Problems.methodNotAllowed(ctx.req().getMethod(), allowed));
  }

  private static void unexpected(Exception e, Context ctx) {
    LOG.error("{} {} failed", ctx.req().getMethod(), ctx.endpoint().path, e);
    answer(ctx, Problems.internal());
  }

  private static void error(HttpServletResponse response, Error error) {
    LOG.error("a request failed", error);
    Problem problem = Problems.internal();
    if (response.isCommitted()) return;
    response.resetBuffer();
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    try {
      response.getOutputStream().write(ProblemWriter.bytes(problem));
    } catch (IOException e) {
      LOG.debug("the client was gone before it could be told", e);
    }
  }
}
