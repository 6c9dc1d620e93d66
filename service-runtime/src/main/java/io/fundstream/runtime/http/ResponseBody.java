package io.fundstream.runtime.http;

import io.javalin.http.Context;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An answer's bytes. They go to Jetty as they are: what is given to {@link Context#result} is
 * copied through a buffer of 32 KiB that is made for each answer.
 */
public final class ResponseBody {
  private static final String ATTRIBUTE = ResponseBody.class.getName();

  private ResponseBody() {}

  /** Says what is sent when the handler has ended without a failure. */
  public static void set(Context ctx, byte[] body) {
    ctx.attribute(ATTRIBUTE, body);
  }

  static byte @Nullable [] of(Context ctx) {
    return ctx.attribute(ATTRIBUTE);
  }

  static void send(Context ctx, byte[] body) throws IOException {
    ctx.res().getOutputStream().write(body);
  }
}
