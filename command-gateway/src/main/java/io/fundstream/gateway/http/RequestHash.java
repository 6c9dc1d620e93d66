package io.fundstream.gateway.http;

import io.fundstream.gateway.log.Precondition;
import io.fundstream.gateway.log.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Tells one request from another under the same idempotency key. */
final class RequestHash {
  private RequestHash() {}

  /** SHA-256 of method, path, {@code If-Match} and body, each with its length before it. */
  static byte[] of(String method, String path, Precondition precondition, byte[] body) {
    MessageDigest sha = Sha256.start();
    field(sha, method.getBytes(StandardCharsets.UTF_8));
    field(sha, path.getBytes(StandardCharsets.UTF_8));
    field(sha, version(precondition).getBytes(StandardCharsets.UTF_8));
    field(sha, body);
    return sha.digest();
  }

  private static String version(Precondition precondition) {
    return switch (precondition) {
      case Precondition.Version(int version) -> Integer.toString(version);
      case Precondition.None(), Precondition.Missing() -> "";
    };
  }

  private static void field(MessageDigest sha, byte[] bytes) {
    sha.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    sha.update(bytes);
  }
}
