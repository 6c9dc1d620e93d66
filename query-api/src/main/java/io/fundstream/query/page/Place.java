package io.fundstream.query.page;

import io.fundstream.schemas.Instants;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** The values of a row's sort key as bytes, in the order in which they are written. */
public final class Place {
  private Place() {}

  /** Takes the values of a place in turn. */
  public static final class Writer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

    /** A count or offset, at least 0, in as few bytes as it needs. */
    public Writer count(long value) {
      if (value < 0) {
        throw new IllegalArgumentException("negative: " + value);
      }
      long rest = value;
      while (rest > 0x7F) {
        bytes.write((int) (rest & 0x7F) | 0x80);
        rest >>>= 7;
      }
      bytes.write((int) rest);
      return this;
    }

    /** Any whole number, in eight bytes. */
    public Writer whole(long value) {
      bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
      return this;
    }

    public Writer id(UUID value) {
      return whole(value.getMostSignificantBits()).whole(value.getLeastSignificantBits());
    }

    public Writer text(String value) {
      byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
      count(utf8.length);
      bytes.writeBytes(utf8);
      return this;
    }

    public byte[] bytes() {
      return bytes.toByteArray();
    }
  }

  /** Gives the values back. Whatever the bytes hold, it fails with {@link Malformed} alone. */
  public static final class Reader {
    /** About 2 000 years from 1970. */
    private static final long MAX_SECONDS = 63_000_000_000L;

    private final ByteBuffer bytes;

    public Reader(byte[] bytes) {
      this.bytes = ByteBuffer.wrap(bytes);
    }

    public long count() throws Malformed {
      long value = 0;
      for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
        byte next = octet();
        value |= (long) (next & 0x7F) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw new Malformed();
    }

    public long whole() throws Malformed {
      try {
        return bytes.getLong();
      } catch (BufferUnderflowException e) {
        throw new Malformed();
      }
    }

    public UUID id() throws Malformed {
      return new UUID(whole(), whole());
    }

    /** A whole number that fits into a column of type int. */
    public int whole32() throws Malformed {
      long value = whole();
      if (value != (int) value) {
        throw new Malformed();
      }
      return (int) value;
    }

    /** An instant, written as microseconds, of the years that PostgreSQL and RFC 3339 share. */
    public Instant instant() throws Malformed {
      long micros = whole();
      if (Math.abs(micros / 1_000_000) > MAX_SECONDS) {
        throw new Malformed();
      }
      return Instants.ofMicros(micros);
    }

    /** Text that PostgreSQL can take: UTF-8 without NUL. */
    public String text() throws Malformed {
      long length = count();
      if (length > bytes.remaining()) {
        throw new Malformed();
      }
      ByteBuffer slice = bytes.slice(bytes.position(), (int) length);
      bytes.position(bytes.position() + (int) length);
      try {
        String text = StandardCharsets.UTF_8.newDecoder().decode(slice).toString();
        if (text.indexOf('\0') >= 0) {
          throw new Malformed();
        }
        return text;
      } catch (CharacterCodingException e) {
        throw new Malformed();
      }
    }

    /** Must be called at the end: bytes left over mean that this is another kind of place. */
    public void end() throws Malformed {
      if (bytes.hasRemaining()) {
        throw new Malformed();
      }
    }

    private byte octet() throws Malformed {
      if (!bytes.hasRemaining()) {
        throw new Malformed();
      }
      return bytes.get();
    }
  }

  /** The bytes are no place of the list asked for. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed() {
      super("not a place in this list", null, false, false);
    }
  }
}
