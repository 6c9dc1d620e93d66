package io.fundstream.query.page;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * A place in a list as opaque text of {@code [A-Za-z0-9_-]}: format, list, place and a checksum,
 * which tells a damaged cursor from one of another list. It is no secret and not signed: all that a
 * forged one can do is to start a page somewhere else in data its reader may read anyway.
 */
public final class Cursor {
  /** Far above the longest real one (a feed of 50 topics is about 2 000). */
  public static final int MAX_LENGTH = 8_192;

  private static final byte FORMAT = 1;
  private static final int FRAME = 1 + Long.BYTES + Integer.BYTES;

  private Cursor() {}

  /** What a cursor given by a client turned out to be. */
  public sealed interface Read {
    /** It belongs to the list; {@code place} is what {@link #write} was given. */
    record At(byte[] place) implements Read {}

    /** It is a cursor, but of other filters, another order or another list. */
    record OfAnotherList() implements Read {}

    /** It is no cursor of ours. */
    record Malformed() implements Read {}
  }

  public static String write(ListId list, byte[] place) {
    ByteBuffer bytes = ByteBuffer.allocate(FRAME + place.length);
    bytes.put(FORMAT).putLong(list.value()).put(place);
    bytes.putInt(checksum(bytes.array(), bytes.position()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  public static Read read(ListId list, String text) {
    if (text.length() > MAX_LENGTH || text.indexOf('=') >= 0) {
      return new Read.Malformed();
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new Read.Malformed();
    }
    if (bytes.length < FRAME || bytes[0] != FORMAT) {
      return new Read.Malformed();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int body = bytes.length - Integer.BYTES;
    if (buffer.getInt(body) != checksum(bytes, body)) {
      return new Read.Malformed();
    }
    if (buffer.getLong(1) != list.value()) {
      return new Read.OfAnotherList();
    }
    byte[] place = new byte[bytes.length - FRAME];
    buffer.get(1 + Long.BYTES, place);
    return new Read.At(place);
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
