package io.fundstream.schemas;

import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumReader;

/**
 * Confluent's wire format, how values lie in Kafka: a zero byte, four bytes of schema id (big
 * endian), the record.
 *
 * <p>Source: Confluent's documentation, "Wire format". The record's bytes are the same as in the
 * event log.
 */
public final class ConfluentWire {
  /** Bytes before the record. */
  public static final int HEADER = 5;

  private static final byte MAGIC = 0;

  private ConfluentWire() {}

  /**
   * Swaps the header of a payload in single-object encoding for Confluent's.
   *
   * @throws MalformedEvent if the payload is not in single-object encoding
   */
  public static byte[] frame(int schemaId, byte[] payload) {
    SingleObject.fingerprint(payload);
    int length = payload.length - SingleObject.HEADER;
    return ByteBuffer.allocate(HEADER + length)
        .put(MAGIC)
        .putInt(schemaId)
        .put(payload, SingleObject.HEADER, length)
        .array();
  }

  /**
   * The id of the writer's schema.
   *
   * @throws MalformedEvent if the value does not begin as the format does
   */
  public static int schemaId(byte[] value) {
    if (value.length < HEADER || value[0] != MAGIC) {
      throw new MalformedEvent("the value is not in Confluent's wire format");
    }
    return ByteBuffer.wrap(value).getInt(1);
  }

  /**
   * Decodes a value with its writer's schema; decimals become {@code BigDecimal}, dates {@code
   * LocalDate}.
   *
   * @throws MalformedEvent if the bytes are not a record of that schema, or bytes are left over
   */
  public static GenericRecord decode(byte[] value, Schema writer) {
    return decode(value, reader(writer));
  }

  /**
   * What reads values of a schema. To make one costs as much as to read some, so whoever reads many
   * keeps it; not for several threads.
   */
  public static DatumReader<GenericRecord> reader(Schema writer) {
    GenericData data = LogicalTypes.DATA;
    return new GenericDatumReader<>(writer, writer, data);
  }

  /**
   * Decodes a value.
   *
   * @param reader of its writer's schema
   * @throws MalformedEvent as the others do
   */
  public static GenericRecord decode(byte[] value, DatumReader<GenericRecord> reader) {
    return decode(value, in -> reader.read(null, in));
  }

  /** The same, of an event in the shape that this version of the software knows. */
  public static <E> E decode(byte[] value, EventCoder.Reading<E> reading) {
    schemaId(value);
    return reading.all(value, HEADER);
  }
}
