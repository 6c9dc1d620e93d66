package io.fundstream.gateway.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Under which key an answer is remembered, and for which request.
 *
 * @param key 1 to 255 visible ASCII characters
 * @param requestHash SHA-256 of the request, 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared through slot() and requestHash apart
public record IdempotencyKey(UUID tenant, String principal, String key, byte[] requestHash) {

  /** What one remembered answer is stored under. */
  public record Slot(UUID tenant, String principal, String key) {}

  public Slot slot() {
    return new Slot(tenant, principal, key);
  }

  /**
   * The advisory lock of the slot. Two slots may share one: then they wait for each other, no more.
   */
  public long lockId() {
    byte[] digest =
        Sha256.digest((tenant + "\n" + principal + "\n" + key).getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(digest).getLong();
  }
}
