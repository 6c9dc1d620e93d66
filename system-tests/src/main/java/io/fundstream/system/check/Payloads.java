package io.fundstream.system.check;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/** Payloads read with the schema that they name, by Avro's own generic reader. */
final class Payloads {
  private final Map<ByteBuffer, Schema> schemas;
  private final Map<ByteBuffer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();

  Payloads(Map<ByteBuffer, Schema> schemas) {
    this.schemas = schemas;
  }

  /** The record; nothing if its bytes are none. */
  Optional<GenericRecord> of(LogEvent event) {
    Schema schema = schemas.get(event.fingerprint());
    if (schema == null || !schema.getFullName().equals(event.type())) return Optional.empty();
    byte[] bytes = new byte[event.data().remaining()];
    event.data().get(bytes);
    try {
      return Optional.of(
          readers
              .computeIfAbsent(event.fingerprint(), _ -> new GenericDatumReader<>(schema))
              .read(null, DecoderFactory.get().binaryDecoder(bytes, null)));
    } catch (IOException | RuntimeException unreadable) {
      // Avro throws what it likes at bytes that are no record; the caller reports the event.
      return Optional.empty();
    }
  }
}
