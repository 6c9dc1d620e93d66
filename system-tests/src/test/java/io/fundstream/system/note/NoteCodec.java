package io.fundstream.system.note;

import io.fundstream.gateway.command.EncodedEvent;
import io.fundstream.gateway.command.EventCodec;
import io.fundstream.schemas.SchemaFingerprint;
import io.fundstream.schemas.SingleObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** The text of a note in Avro's single-object encoding. */
final class NoteCodec implements EventCodec<String> {
  private static final Schema SCHEMA = NoteContext.CONTEXT.schemas().getFirst();

  @Override
  public EncodedEvent encode(String text) {
    GenericRecord note = new GenericData.Record(SCHEMA);
    note.put("text", text);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0xC3);
    bytes.write(0x01);
    bytes.writeBytes(SchemaFingerprint.of(SCHEMA));
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<GenericRecord>(SCHEMA).write(note, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new EncodedEvent(SCHEMA.getFullName(), bytes.toByteArray());
  }

  @Override
  public String decode(EncodedEvent event) {
    byte[] payload = event.payload();
    int size = payload.length - SingleObject.HEADER;
    try {
      return new GenericDatumReader<GenericRecord>(SCHEMA)
          .read(null, DecoderFactory.get().binaryDecoder(payload, SingleObject.HEADER, size, null))
          .get("text")
          .toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
