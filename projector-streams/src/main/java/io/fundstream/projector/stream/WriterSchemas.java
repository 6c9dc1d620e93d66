package io.fundstream.projector.stream;

import io.fundstream.projector.fold.Payloads;
import io.fundstream.projector.fold.RawRecord;
import io.fundstream.schemas.ConfluentWire;
import io.fundstream.schemas.Event;
import io.fundstream.schemas.EventCoder;
import io.fundstream.schemas.EventEnvelope;
import io.fundstream.schemas.Events;
import io.fundstream.schemas.MalformedEvent;
import io.fundstream.schemas.registry.ConfluentSchemaRegistry;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumReader;

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

  private final ThreadLocal<Map<Schema, EventCoder.Reading<?>>> readings =
      ThreadLocal.withInitial(IdentityHashMap::new);

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
  public <E extends Event> E event(Events<E> events, EventEnvelope envelope, RawRecord raw) {
    byte[] value = value(raw);
    Schema writer = writer(envelope, value);
    EventCoder<? extends E> coder = events.named(envelope.type());
    return ConfluentWire.decode(value, reading(coder, writer));
  }

  @SuppressWarnings("unchecked") // what is under a schema was made by the coder of its name
  private <E> EventCoder.Reading<E> reading(EventCoder<E> coder, Schema writer) {
    return (EventCoder.Reading<E>) readings.get().computeIfAbsent(writer, coder::reading);
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
}
