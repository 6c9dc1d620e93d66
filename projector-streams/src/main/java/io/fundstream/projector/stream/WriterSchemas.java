package io.fundstream.projector.stream;

import io.fundstream.projector.fold.Payloads;
import io.fundstream.projector.fold.RawRecord;
import io.fundstream.schemas.ConfluentWire;
import io.fundstream.schemas.EventEnvelope;
import io.fundstream.schemas.MalformedEvent;
import io.fundstream.schemas.registry.ConfluentSchemaRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Decodes values with the schemas that the registry holds. For use by all threads; each schema is
 * asked for once, so that a registry that goes away later is not missed.
 */
public final class WriterSchemas implements Payloads {
  private final ConfluentSchemaRegistry registry;

  /** Bounded by what the registry holds: an id that it does not know is not kept. */
  private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();

  public WriterSchemas(ConfluentSchemaRegistry registry) {
    this.registry = registry;
  }

  @Override
  public GenericRecord generic(EventEnvelope envelope, RawRecord raw) {
    byte[] value = value(raw);
    return ConfluentWire.decode(value, writer(envelope, value));
  }

  @Override
  public <T extends SpecificRecordBase> T as(Class<T> type, EventEnvelope envelope, RawRecord raw) {
    byte[] value = value(raw);
    return ConfluentWire.decode(value, writer(envelope, value), type);
  }

  private Schema writer(EventEnvelope envelope, byte[] value) {
    int id = ConfluentWire.schemaId(value);
    Schema schema = byId.get(id);
    if (schema == null) {
      schema = parse(id, registry.schema(id));
      byId.put(id, schema);
    }
    if (!schema.getFullName().equals(envelope.type())) {
      throw new MalformedEvent(
          "the header says %s, the schema %d is %s"
              .formatted(envelope.type(), id, schema.getFullName()));
    }
    return schema;
  }

  private static Schema parse(int id, String json) {
    try {
      return new Schema.Parser().parse(json);
    } catch (AvroRuntimeException e) {
      throw new MalformedEvent("schema %d is not Avro".formatted(id), e);
    }
  }

  private static byte[] value(RawRecord raw) {
    byte[] value = raw.value();
    if (value == null) {
      throw new MalformedEvent("the record has no value");
    }
    return value;
  }
}
