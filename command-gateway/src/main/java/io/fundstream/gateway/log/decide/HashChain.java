package io.fundstream.gateway.log.decide;

import io.fundstream.gateway.log.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * An event's hash: SHA-256 over a fixed prefix, the hash of the event before it under the partition
 * key, and every column, each with its length before it. docs/hash-chain.md is the reference; the
 * verifier implements it on its own.
 */
final class HashChain {
  /** The hash before the first event of a key. */
  static final byte[] GENESIS = new byte[32];

  private static final byte[] PREFIX = "fundstream.event.v1".getBytes(StandardCharsets.US_ASCII);

  private static final int UUID_BYTES = 16;

  /** The prefix, the hash before, twelve lengths, and the columns that are always as long. */
  private static final int FIXED =
      PREFIX.length
          + GENESIS.length
          + 12 * Integer.BYTES
          + 4 * UUID_BYTES
          + Integer.BYTES
          + 2 * Long.BYTES;

  private HashChain() {}

  static byte[] next(byte[] previous, LogRow event) {
    byte[] context = event.context().getBytes(StandardCharsets.UTF_8);
    byte[] type = event.type().getBytes(StandardCharsets.UTF_8);
    byte[] effectiveOn = event.effectiveOn().toString().getBytes(StandardCharsets.US_ASCII);
    int texts = context.length + type.length + effectiveOn.length;
    ByteBuffer bytes =
        ByteBuffer.allocate(FIXED + texts + event.payload().length + event.metadata().length);
    bytes.put(PREFIX).put(previous);
    field(bytes, event.eventId());
    field(bytes, event.tenant());
    field(bytes, context);
    field(bytes, event.streamId());
    bytes.putInt(Integer.BYTES).putInt(event.version());
    field(bytes, event.partitionKey());
    bytes.putInt(Long.BYTES).putLong(event.seq());
    field(bytes, type);
    field(bytes, event.payload());
    field(bytes, event.metadata());
    field(bytes, effectiveOn);
    bytes.putInt(Long.BYTES).putLong(event.recordedAt());
    return Sha256.digest(bytes.array());
  }

  private static void field(ByteBuffer out, byte[] bytes) {
    out.putInt(bytes.length).put(bytes);
  }

  private static void field(ByteBuffer out, UUID id) {
    out.putInt(UUID_BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits());
  }
}
