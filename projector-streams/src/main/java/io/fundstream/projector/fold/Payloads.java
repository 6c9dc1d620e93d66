package io.fundstream.projector.fold;

import io.fundstream.schemas.EventEnvelope;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecordBase;

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
  <T extends SpecificRecordBase> T as(Class<T> type, EventEnvelope envelope, RawRecord raw);
}
