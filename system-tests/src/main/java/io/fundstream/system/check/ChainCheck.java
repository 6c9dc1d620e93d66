package io.fundstream.system.check;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The hash chain, worked out again from docs/hash-chain.md. */
final class ChainCheck {
  private static final byte[] DOMAIN = "fundstream.event.v1".getBytes(US_ASCII);
  private static final int HASH = 32;

  private ChainCheck() {}

  static List<Finding> of(List<LogEvent> log) {
    List<Finding> findings = new ArrayList<>();
    Map<UUID, ByteBuffer> last = new HashMap<>();
    for (LogEvent event : OrderCheck.sorted(log)) {
      ByteBuffer before = last.getOrDefault(event.key(), ByteBuffer.allocate(HASH));
      if (!hash(event, before).equals(event.hash())) {
        findings.add(new Finding(Promise.CHAIN_HOLDS, event, event.line()));
      }
      last.put(event.key(), event.hash());
    }
    return findings;
  }

  private static ByteBuffer hash(LogEvent event, ByteBuffer before) {
    MessageDigest digest = sha256();
    digest.update(DOMAIN);
    digest.update(before.duplicate());
    field(digest, bytes(event.eventId()));
    field(digest, bytes(event.tenant()));
    field(digest, text(event.context()));
    field(digest, bytes(event.stream()));
    field(digest, ByteBuffer.allocate(4).putInt(0, event.version()));
    field(digest, bytes(event.key()));
    field(digest, ByteBuffer.allocate(8).putLong(0, event.seq()));
    field(digest, text(event.type()));
    field(digest, event.payload());
    field(digest, event.metadata());
    field(digest, text(event.effectiveOn()));
    field(digest, ByteBuffer.allocate(8).putLong(0, event.recordedAt()));
    return ByteBuffer.wrap(digest.digest());
  }

  private static void field(MessageDigest digest, ByteBuffer value) {
    digest.update(ByteBuffer.allocate(4).putInt(0, value.remaining()));
    digest.update(value.duplicate());
  }

  private static ByteBuffer bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(0, id.getMostSignificantBits())
        .putLong(8, id.getLeastSignificantBits());
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
