package io.fundstream.schemas;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Avro single-object encoding, how payloads lie in the event log: {@code C3 01}, eight bytes of
 * fingerprint, the record.
 *
 * <p>Source: Apache Avro specification, "Single-object encoding".
 */
public final class SingleObject {
  /** Bytes before the record. */
  public static final int HEADER = 10;

  private static final byte[] MARKER = {(byte) 0xC3, 0x01};

  private SingleObject() {}

  /** Encodes an event with its own schema. */
  public static byte[] encode(Event event) {
    return EventCoder.of(event.getClass()).encode(event);
  }

  /**
   * The fingerprint of the writer's schema.
   *
   * @throws MalformedEvent if the payload does not begin as single-object encoding does
   */
  public static byte[] fingerprint(byte[] payload) {
    if (payload.length < HEADER || payload[0] != MARKER[0] || payload[1] != MARKER[1]) {
      throw new MalformedEvent("the payload is not in Avro single-object encoding");
    }
    return Arrays.copyOfRange(payload, 2, HEADER);
  }

  /** Decodes payloads written with any of the given schemas. */
  public static final class Decoder {
    private final Map<String, Schema> writers = new HashMap<>();

    /** Of each thread, by fingerprint: to make one costs as much as to read some events. */
    private final ThreadLocal<Map<String, EventCoder.Reading<?>>> older =
        ThreadLocal.withInitial(HashMap::new);

    public Decoder(List<Schema> writers) {
      for (Schema writer : writers) {
        this.writers.put(HexFormat.of().formatHex(SchemaFingerprint.of(writer)), writer);
      }
    }

    /**
     * Decodes a payload, resolved to the current schema.
     *
     * @throws MalformedEvent if the schema is not known, the bytes are not a record of it, or bytes
     *     are left over
     */
    public <E> E decode(byte[] payload, EventCoder<E> coder) {
      byte[] fingerprint = fingerprint(payload);
      int missing = coder.missing(fingerprint);
      if (missing >= 0) {
        EventCoder.Reading<E> current = coder::read;
        // Each missing field is null, a zero byte.
        return current.all(
            missing == 0 ? payload : Arrays.copyOf(payload, payload.length + missing), HEADER);
      }
      String print = HexFormat.of().formatHex(fingerprint);
      Schema writer = writers.get(print);
      if (writer == null) {
        throw new MalformedEvent("no known schema has the fingerprint " + print);
      }
      return older(coder, print, writer).all(payload, HEADER);
    }

    @SuppressWarnings("unchecked") // a fingerprint is that of one schema, whose name has one coder
    private <E> EventCoder.Reading<E> older(EventCoder<E> coder, String print, Schema writer) {
      return (EventCoder.Reading<E>)
          older.get().computeIfAbsent(coder.name() + print, unused -> coder.reading(writer));
    }

    /** The same, of a generated record. */
    public <E> E decode(byte[] payload, Class<E> type) {
      return decode(payload, EventCoder.of(type));
    }
  }
}
