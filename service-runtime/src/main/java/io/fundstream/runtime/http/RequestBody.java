package io.fundstream.runtime.http;

import io.fundstream.runtime.problem.FieldError;
import io.fundstream.runtime.problem.Problem;
import io.fundstream.runtime.problem.ProblemException;
import io.fundstream.runtime.problem.Problems;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Reads a request's body once, within its limits. */
public final class RequestBody {
  /** A client that is still sending may not see an answer, so this much is read and dropped. */
  static final int DROPPED = 8 << 20;

  private static final String ATTRIBUTE = RequestBody.class.getName();
  private static final int CHUNK = 8192;
  private static final byte[] EMPTY = new byte[0];

  private RequestBody() {}

  /** The body's bytes, read before the handler was called; empty if there is none. */
  public static byte[] of(Context ctx) {
    byte[] body = ctx.attribute(ATTRIBUTE);
    return body == null ? EMPTY : body;
  }

  /**
   * The body of a route that reads it itself, piece by piece; checked: the size that it declares,
   * its type. How much comes and how long it takes are for the caller to bound.
   *
   * @param consumes the media types it may have
   * @param maxBytes more declared is 413
   */
  public static InputStream stream(Context ctx, Set<String> consumes, long maxBytes)
      throws IOException {
    long declared = ctx.req().getContentLengthLong();
    if (declared > maxBytes) {
      // As much as would have been read, besides what is dropped of any body.
      if (ctx.header("Expect") == null) dropRest(ctx, maxBytes);
      throw tooLarge(maxBytes);
    }
    checkType(ctx, consumes, declared == 0);
    return ctx.req().getInputStream();
  }

  /** Reads the whole body into the request's attributes. */
  static void read(Context ctx, HttpConfig limits) {
    long declared = ctx.req().getContentLengthLong();
    if (declared == 0) return;
    if (declared > limits.maxBody()) throw tooLarge(limits.maxBody());
    long deadline = System.nanoTime() + limits.requestTimeout().toNanos();
    try {
      ctx.attribute(ATTRIBUTE, bytes(ctx.req().getInputStream(), declared, limits, deadline));
    } catch (IOException e) {
      throw new ProblemException(brokenOff(e));
    }
  }

  /** What a failure to read the body means for whoever sends it: 408, or 400. */
  public static Problem brokenOff(IOException e) {
    return e.getCause() instanceof TimeoutException
        ? Problems.requestTimeout()
        : Problems.badRequest("The body did not come whole.").with("Connection", "close");
  }

  private static byte[] bytes(InputStream in, long declared, HttpConfig limits, long deadline)
      throws IOException {
    // A declared length is kept to the byte by Jetty; without one it is -1.
    ByteArrayOutputStream out = new ByteArrayOutputStream((int) Math.max(declared, 1024));
    byte[] chunk = new byte[declared < 0 ? CHUNK : (int) Math.min(declared, CHUNK)];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      out.write(chunk, 0, n);
      if (out.size() > limits.maxBody()) throw tooLarge(limits.maxBody());
      if (System.nanoTime() > deadline) throw new ProblemException(Problems.requestTimeout());
    }
    return out.toByteArray();
  }

  /**
   * Reads and drops what a refused client is still sending, up to 8 MiB and for 10 s at most, so
   * that it meets the answer and not a broken pipe. A client that waits for {@code 100 Continue}
   * has sent nothing and is not asked to.
   */
  static void drop(Context ctx) {
    if (ctx.header("Expect") != null || ctx.req().getContentLengthLong() == 0) return;
    dropRest(ctx, DROPPED);
  }

  /**
   * Reads and drops what still comes of a body, for 10 s at most.
   *
   * @param most bytes
   */
  public static void dropRest(Context ctx, long most) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    byte[] chunk = new byte[65_536];
    long dropped = 0;
    try {
      InputStream in = ctx.req().getInputStream();
      int n = 0;
      while (n >= 0 && dropped < most && System.nanoTime() < deadline) {
        n = in.read(chunk, 0, (int) Math.min(chunk.length, most - dropped));
        dropped += Math.max(n, 0);
      }
    } catch (IOException e) {
      // The client is gone; so is whoever would have read the answer.
      ctx.header("Connection", "close");
    }
  }

  /** Checks type, charset and encoding against what the route takes. */
  static void checkType(Context ctx, Set<String> consumes, boolean empty) {
    String encoding = ctx.header("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw unsupported(
          consumes, "Bodies are taken uncompressed, not as '%s'.".formatted(encoding));
    }
    String type = ctx.req().getContentType();
    if (type == null && empty) return;
    if (type == null) throw unsupported(consumes, "There is no Content-Type.");
    if (!MediaType.parse(type).map(m -> m.isOneOf(consumes)).orElse(false)) {
      throw unsupported(consumes, "'%s' is not taken here.".formatted(type));
    }
  }

  private static ProblemException unsupported(Set<String> consumes, String detail) {
    List<String> accepted = consumes.stream().sorted().toList();
    Problem problem =
        Problems.unsupportedMediaType(
            detail + " Send " + String.join(" or ", accepted) + ".", String.join(", ", accepted));
    return new ProblemException(problem);
  }

  private static ProblemException tooLarge(long limit) {
    FieldError whole = FieldError.at("", "At most %d bytes.".formatted(limit));
    return new ProblemException(Problems.payloadTooLarge(limit).with(List.of(whole)));
  }
}
