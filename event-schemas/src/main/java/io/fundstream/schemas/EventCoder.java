package io.fundstream.schemas;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * An event type in Avro: what generated coders share.
 *
 * <p>A record in the current schema is read field by field. One in another schema is resolved by
 * Avro itself and then copied.
 */
public abstract class EventCoder<E> implements AvroType<E> {
  private static final ClassValue<EventCoder<?>> CODERS =
      new ClassValue<>() {
        @Override
        protected EventCoder<?> computeValue(Class<?> type) {
          try {
            Class<?> coder = Class.forName(type.getName() + "$Coder", true, type.getClassLoader());
            return (EventCoder<?>) coder.getField("CODER").get(null);
          } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " is not generated from a schema", e);
          }
        }
      };

  private final Class<E> type;
  private final Schema schema;
  private final byte[] head = {(byte) 0xC3, 0x01, 0, 0, 0, 0, 0, 0, 0, 0};
  private final long fingerprint;

  protected EventCoder(Class<E> type, String first, String... more) {
    this.type = type;
    this.schema = new Schema.Parser().parse(first + String.join("", more));
    byte[] print = SchemaFingerprint.of(schema);
    System.arraycopy(print, 0, head, 2, print.length);
    this.fingerprint = ByteBuffer.wrap(print).getLong();
  }

  /** The coder of a generated record. */
  @SuppressWarnings("unchecked") // the coder nested in a record is the record's
  public static <E> EventCoder<E> of(Class<E> type) {
    return (EventCoder<E>) CODERS.get(type);
  }

  /** The record out of Avro's own, resolved to the current schema. */
  protected abstract E of(IndexedRecord old);

  @Override
  public final E of(Object old) {
    return of((IndexedRecord) old);
  }

  public final Schema schema() {
    return schema;
  }

  /** The full Avro name, such as {@code fundstream.fund.FundRegistered}. */
  public final String name() {
    return schema.getFullName();
  }

  /** Single-object encoding. */
  public final byte[] encode(Object event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    out.writeBytes(head);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      write(type.cast(event), encoder);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toByteArray();
  }

  /** Whether a payload in single-object encoding is in the current schema. */
  final boolean wrote(byte[] payload) {
    return ByteBuffer.wrap(payload).getLong(2) == fingerprint;
  }

  /** What reads records in a writer's schema. Not for several threads. */
  public final Reading<E> reading(Schema writer) {
    if (Arrays.equals(SchemaFingerprint.of(writer), Arrays.copyOfRange(head, 2, head.length))) {
      return this::read;
    }
    GenericDatumReader<IndexedRecord> old =
        new GenericDatumReader<>(writer, schema, LogicalTypes.DATA);
    return in -> of(old.read(null, in));
  }

  /** Reads records of one type. */
  @FunctionalInterface
  public interface Reading<E> {
    E read(Decoder in) throws IOException;

    /**
     * Reads a whole record, and nothing but it.
     *
     * @throws MalformedEvent if the bytes are not one
     */
    default E all(byte[] bytes, int from) {
      BinaryDecoder in = DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, null);
      try {
        E event = read(in);
        if (!in.isEnd()) {
          throw new MalformedEvent("bytes are left over after the record");
        }
        return event;
      } catch (MalformedEvent e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        // Avro throws a dozen different exceptions for bytes that it did not write.
        String reason = e instanceof EOFException ? "they end too early" : e.toString();
        throw new MalformedEvent("the bytes are not a record of their schema: " + reason, e);
      }
    }
  }
}
