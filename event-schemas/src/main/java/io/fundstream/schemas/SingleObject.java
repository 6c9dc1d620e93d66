package io.fundstream.schemas;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;

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

  /** A fingerprint costs more than the encoding, so each class's is computed once. */
  private static final ClassValue<byte[]> FINGERPRINTS =
      new ClassValue<>() {
        @Override
        protected byte[] computeValue(Class<?> type) {
          return SchemaFingerprint.of(SpecificData.get().getSchema(type));
        }
      };

  /** Writers hold nothing of what they write. */
  private static final ClassValue<SpecificDatumWriter<IndexedRecord>> WRITERS =
      new ClassValue<>() {
        @Override
        protected SpecificDatumWriter<IndexedRecord> computeValue(Class<?> type) {
          SpecificData data = SpecificData.getForClass(type);
          return new SpecificDatumWriter<>(data.getSchema(type), data);
        }
      };

  private SingleObject() {}

  /** Encodes a generated record with its own schema. */
  public static byte[] encode(SpecificRecordBase event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    out.writeBytes(MARKER);
    out.writeBytes(FINGERPRINTS.get(event.getClass()));
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      WRITERS.get(event.getClass()).write(event, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toByteArray();
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

  /** Decodes payloads written with any of the given schemas into generated records. */
  public static final class Decoder {
    private final Map<String, Schema> writers = new HashMap<>();

    public Decoder(List<Schema> writers) {
      for (Schema writer : writers) {
        this.writers.put(HexFormat.of().formatHex(SchemaFingerprint.of(writer)), writer);
      }
    }

    /**
     * Decodes a payload, resolved to the schema that {@code type} was generated from.
     *
     * @throws MalformedEvent if the schema is not known, the bytes are not a record of it, or bytes
     *     are left over
     */
    public <T extends SpecificRecordBase> T decode(byte[] payload, Class<T> type) {
      String fingerprint = HexFormat.of().formatHex(fingerprint(payload));
      Schema writer = writers.get(fingerprint);
      if (writer == null) {
        throw new MalformedEvent("no known schema has the fingerprint " + fingerprint);
      }
      SpecificData data = SpecificData.getForClass(type);
      SpecificDatumReader<T> reader = new SpecificDatumReader<>(writer, data.getSchema(type), data);
      return AvroBytes.read(payload, HEADER, reader);
    }
  }

  private static String reason(Exception e) {
    return e instanceof EOFException ? "they end too early" : e.toString();
  }

  /** Reading a whole record, and nothing but it, from bytes. */
  static final class AvroBytes {
    static {
      // Avro instantiates only classes it was told to trust; ours are all generated from our own
      // schemas.
      ClassSecurityValidator.setGlobal(
          ClassSecurityValidator.composite(
              ClassSecurityValidator.getGlobal(),
              type -> type.getPackageName().startsWith("fundstream.")));
    }

    private AvroBytes() {}

    static <T> T read(byte[] bytes, int from, org.apache.avro.io.DatumReader<T> reader) {
      BinaryDecoder decoder =
          DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, null);
      try {
        @SuppressWarnings("NullAway") // Avro's reader takes null for "make a new one"
        T value = reader.read(null, decoder);
        if (!decoder.isEnd()) {
          throw new MalformedEvent("bytes are left over after the record");
        }
        return value;
      } catch (MalformedEvent e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        // Avro throws a dozen different exceptions for bytes that it did not write.
        throw new MalformedEvent("the bytes are not a record of their schema: " + reason(e), e);
      }
    }
  }
}
