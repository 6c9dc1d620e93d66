package io.fundstream.runtime.http;

import io.fundstream.runtime.problem.Problem;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers as a problem what Jetty refuses before Javalin sees it: no page, no version, no trace.
 */
final class JettyFailures implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Problem problem = Failures.ofStatus(response.getStatus());
    response.setStatus(problem.status());
    problem.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    // It closes the connection after what it cannot parse; a client that keeps it must be told.
    response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
    response.write(true, ByteBuffer.wrap(ProblemWriter.bytes(problem)), callback);
    return true;
  }
}
