package io.fundstream.runtime.http;

import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses whole answers for clients that take gzip, with a tag of its own as RFC 9110 wants it.
 * Answers that are written as a stream are left alone.
 */
final class Compression {
  /** Below this the header costs more than it saves. */
  private static final int SMALLEST = 1024;

  private static final byte[] NOTHING = new byte[0];

  private Compression() {}

  /** The same for an answer that Javalin holds. */
  static void apply(Context ctx) {
    if (ctx.resultInputStream() instanceof ByteArrayInputStream answer) {
      ctx.result(of(ctx, answer.readAllBytes()));
    } else {
      of(ctx, NOTHING);
    }
  }

  /** The body as it is to be sent; headers say how. */
  static byte[] of(Context ctx, byte[] body) {
    ctx.res().addHeader("Vary", "Accept-Encoding");
    String encodings = ctx.header("Accept-Encoding");
    if (encodings == null || !takesGzip(encodings)) return body;
    if (ctx.statusCode() == 304 && asksForCompressed(ctx)) {
      suffixTag(ctx);
    } else if (ctx.statusCode() == 200 && body.length >= SMALLEST) {
      suffixTag(ctx);
      ctx.header("Content-Encoding", "gzip");
      return compressed(body);
    }
    return body;
  }

  /** The client holds the compressed form: the answer confirms the tag it sent. */
  private static boolean asksForCompressed(Context ctx) {
    String held = ctx.header("If-None-Match");
    return held != null && held.contains(EntityTags.GZIP_SUFFIX + '"');
  }

  private static byte[] compressed(byte[] answer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(answer);
    } catch (IOException e) {
      throw new UncheckedIOException("compressing in memory", e);
    }
    return out.toByteArray();
  }

  private static void suffixTag(Context ctx) {
    String tag = ctx.res().getHeader("ETag");
    if (tag != null) ctx.header("ETag", EntityTags.withSuffix(tag));
  }

  private static boolean takesGzip(String header) {
    return Arrays.stream(header.toLowerCase(Locale.ROOT).split(","))
        .map(String::strip)
        .anyMatch(
            c -> (c.startsWith("gzip") || c.startsWith("*")) && !c.matches(".*;\\s*q=0(\\.0*)?"));
  }
}
