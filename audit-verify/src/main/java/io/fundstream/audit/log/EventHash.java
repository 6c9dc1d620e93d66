package io.fundstream.audit.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The hash of an event as {@code docs/hash-chain.md} writes it down. Used by one thread. */
final class EventHash {
  private static final byte[] DOMAIN = "fundstream.event.v1".getBytes(StandardCharsets.US_ASCII);

  /** What comes before the first event of a key. */
  static final byte[] NONE = new byte[32];

  private final MessageDigest sha256;
  private final ByteBuffer number = ByteBuffer.allocate(20);

  EventHash() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The hash of {@code event} after an event whose hash is {@code previous}; 32 bytes. */
  byte[] of(byte[] previous, LoggedEvent event) {
    sha256.update(DOMAIN);
    sha256.update(previous);
    add(event.eventId());
    add(event.tenant());
    add(event.context());
    add(event.streamId());
    add(number.clear().putInt(4).putInt(event.version()));
    add(event.partitionKey());
    add(number.clear().putInt(8).putLong(event.seq()));
    add(event.eventType());
    add(event.payload());
    add(event.metadata());
    add(event.effectiveOn());
    add(number.clear().putInt(8).putLong(event.recordedAt()));
    return sha256.digest();
  }

  private void add(UUID id) {
    add(
        number
            .clear()
            .putInt(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits()));
  }

  private void add(String text) {
    add(text.getBytes(StandardCharsets.UTF_8));
  }

  private void add(byte[] bytes) {
    add(number.clear().putInt(bytes.length));
    sha256.update(bytes);
  }

  private void add(ByteBuffer written) {
    sha256.update(written.flip());
  }
}
