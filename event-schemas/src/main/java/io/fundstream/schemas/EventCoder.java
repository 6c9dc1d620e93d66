package io.fundstream.schemas;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * An event type in Avro: what generated coders share.
 *
 * <p>A record is written in the oldest released version that has all of its values, so that a
 * release before this one reads what uses nothing new. A record in the current schema, or in one
 * that it only adds fields to, is read field by field. One in another schema is resolved by Avro
 * itself and then copied.
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
  private final OlderVersions older;

  protected EventCoder(Class<E> type, String first, String... more) {
    this.type = type;
    this.schema = new Schema.Parser().parse(first + String.join("", more));
    this.older = OlderVersions.of(schema);
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

  /** The values of its fields, in their order. */
  protected abstract @Nullable Object[] values(E event);

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
    out.writeBytes(older.head());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      write(type.cast(event), encoder);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    byte[] payload = out.toByteArray();
    return older.isEmpty() ? payload : older.shortened(payload, values(type.cast(event)));
  }

  /**
   * How many fields the version with a fingerprint lacks at its end.
   *
   * @return 0 for the current schema; -1 if it differs in anything else
   */
  final int missing(byte[] fingerprint) {
    return older.missing(fingerprint);
  }

  /** What reads records in a writer's schema. Not for several threads. */
  public final Reading<E> reading(Schema writer) {
    int missing = missing(SchemaFingerprint.of(writer));
    if (missing >= 0) {
      return missing == 0 ? this::read : new Lacking<>(this, missing);
    }
    GenericDatumReader<IndexedRecord> old =
        new GenericDatumReader<>(writer, schema, LogicalTypes.DATA);
    return in -> of(old.read(null, in));
  }

  /** Reads an older version, whose missing fields are all null: each is a zero byte. */
  private record Lacking<E>(EventCoder<E> coder, int missing) implements Reading<E> {
    @Override
    public E read(Decoder in) throws IOException {
      return coder.read(in);
    }

    @Override
    public E all(byte[] bytes, int from) {
      return Reading.super.all(Arrays.copyOf(bytes, bytes.length + missing), from);
    }
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
