package io.fundstream.query.page;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Which list a cursor belongs to: its name, whose data it shows, its filters and its order. Two
 * requests differ in their id exactly when a cursor of one means nothing to the other.
 *
 * @param value the first eight bytes of SHA-256 over the parts, each with its length
 */
public record ListId(long value) {
  private static final int ABSENT = -1;

  /**
   * @param parts name, tenant, filters, sort, in an order fixed for the list; null for a filter
   *     that is not set (which differs from an empty one)
   */
  public static ListId of(@Nullable Object... parts) {
    MessageDigest digest = sha256();
    for (Object part : parts) {
      if (part == null) {
        digest.update(length(ABSENT));
      } else {
        byte[] bytes = part.toString().getBytes(StandardCharsets.UTF_8);
        digest.update(length(bytes.length));
        digest.update(bytes);
      }
    }
    return new ListId(ByteBuffer.wrap(digest.digest()).getLong());
  }

  private static byte[] length(int length) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
