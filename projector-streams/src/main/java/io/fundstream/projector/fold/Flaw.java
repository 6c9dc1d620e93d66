package io.fundstream.projector.fold;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Why a record could not be decoded or applied.
 *
 * @param reason one sentence a person understands; never the payload
 * @param stackDigest 16 hexadecimal digits that are equal for failures in the same place of the
 *     code, so that a thousand parked records show as one fault
 */
public record Flaw(String reason, String stackDigest) {
  private static final int DIGITS = 16;
  private static final int MAX_REASON = 2_000;

  public Flaw {
    // A reason may quote what came from outside; PostgreSQL's text cannot hold NUL.
    reason = reason.replace('\0', '\uFFFD');
    reason = reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
  }

  /** A flaw that is an exception: its message, and a digest of the frames it went through. */
  public static Flaw of(Throwable failure) {
    StringBuilder frames = new StringBuilder();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      frames.append(t.getClass().getName()).append('\n');
      for (StackTraceElement frame : t.getStackTrace()) {
        if (frame.getClassName().startsWith("io.fundstream.")) {
          frames.append(frame.getClassName()).append('.').append(frame.getMethodName());
          frames.append('\n');
        }
      }
    }
    String message = failure.getMessage();
    return new Flaw(
        message == null ? failure.getClass().getSimpleName() : message, digest(frames.toString()));
  }

  /** A flaw that is a refusal of the fold: no exception was thrown. */
  public static Flaw refusal(String reason) {
    return new Flaw(reason, digest("refused"));
  }

  private static String digest(String text) {
    try {
      byte[] sha =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
