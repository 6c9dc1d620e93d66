package io.fundstream.gateway.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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

  private HashChain() {}

  static byte[] next(byte[] previous, EventRow event) {
    MessageDigest sha = Sha256.start();
    sha.update(PREFIX);
    sha.update(previous);
    field(sha, bytes(event.eventId()));
    field(sha, bytes(event.tenant()));
    field(sha, event.context().getBytes(StandardCharsets.UTF_8));
    field(sha, bytes(event.streamId()));
    field(sha, ByteBuffer.allocate(4).putInt(event.version()).array());
    field(sha, bytes(event.partitionKey()));
    field(sha, ByteBuffer.allocate(8).putLong(event.seq()).array());
    field(sha, event.type().getBytes(StandardCharsets.UTF_8));
    field(sha, event.payload());
    field(sha, event.metadata());
    field(sha, event.effectiveOn().toString().getBytes(StandardCharsets.US_ASCII));
    field(sha, ByteBuffer.allocate(8).putLong(event.recordedAt()).array());
    return sha.digest();
  }

  private static void field(MessageDigest sha, byte[] bytes) {
    sha.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    sha.update(bytes);
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
