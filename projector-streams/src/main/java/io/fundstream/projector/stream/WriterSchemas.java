package io.fundstream.projector.stream;

import io.fundstream.projector.fold.Payloads;
import io.fundstream.projector.fold.RawRecord;
import io.fundstream.schemas.ConfluentWire;
import io.fundstream.schemas.EventEnvelope;
import io.fundstream.schemas.MalformedEvent;
import io.fundstream.schemas.registry.ConfluentSchemaRegistry;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Decodes values with the schemas that the registry holds. For use by all threads; each schema is
 * asked for once, so that a registry that goes away later is not missed.
 */
public final class WriterSchemas implements Payloads {
  private final ConfluentSchemaRegistry registry;

  /** Bounded by what the registry holds: an id that it does not know is not kept. */
  private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();

  /** Of each thread, by the schema object, of which there is one an id. */
  private final ThreadLocal<Map<Schema, DatumReader<GenericRecord>>> generic =
      ThreadLocal.withInitial(IdentityHashMap::new);

  private final ThreadLocal<Specific> specific = ThreadLocal.withInitial(Specific::new);

  public WriterSchemas(ConfluentSchemaRegistry registry) {
    this.registry = registry;
  }

  @Override
  public GenericRecord generic(EventEnvelope envelope, RawRecord raw) {
    byte[] value = value(raw);
    Schema writer = writer(envelope, value);
    return ConfluentWire.decode(
        value, generic.get().computeIfAbsent(writer, ConfluentWire::reader));
  }

  @Override
  public <T extends SpecificRecordBase> T as(Class<T> type, EventEnvelope envelope, RawRecord raw) {
    byte[] value = value(raw);
    Schema writer = writer(envelope, value);
    return ConfluentWire.decode(value, specific.get().of(writer, type));
  }

  private Schema writer(EventEnvelope envelope, byte[] value) {
    int id = ConfluentWire.schemaId(value);
    Schema schema = byId.get(id);
    if (schema == null) {
      Schema parsed = parse(id, registry.schema(id));
      Schema before = byId.putIfAbsent(id, parsed);
      schema = before == null ? parsed : before;
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

  private static final class Specific {
    private final Map<Class<?>, Map<Schema, DatumReader<?>>> readers = new HashMap<>();

    @SuppressWarnings("unchecked") // what is under a class was made for it
    <T extends SpecificRecordBase> DatumReader<T> of(Schema writer, Class<T> type) {
      return (DatumReader<T>)
          readers
              .computeIfAbsent(type, each -> new IdentityHashMap<>())
              .computeIfAbsent(writer, each -> ConfluentWire.reader(each, type));
    }
  }
}
