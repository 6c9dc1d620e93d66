package io.fundstream.projector.fold;

import io.fundstream.schemas.Event;
import io.fundstream.schemas.EventEnvelope;
import io.fundstream.schemas.Events;
import org.apache.avro.generic.GenericRecord;

/**
 * Decodes values, each with the schema that its writer registered.
 *
 * <p>All methods throw {@link io.fundstream.schemas.MalformedEvent} if the value is not a record of
 * its schema, or not of the type that the envelope names; {@link
 * io.fundstream.schemas.registry.RegistryRefused} if the registry knows no such schema; and {@link
 * io.fundstream.schemas.registry.RegistryUnavailable} if it cannot answer now.
 */
public interface Payloads {

  /** The value as its writer meant it. */
  GenericRecord generic(EventEnvelope envelope, RawRecord raw);

  /** The value in the shape this version of the software knows. */
  <E extends Event> E event(Events<E> events, EventEnvelope envelope, RawRecord raw);
}
