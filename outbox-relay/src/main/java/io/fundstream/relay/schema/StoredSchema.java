package io.fundstream.relay.schema;

/**
 * A row of {@code event_store.event_schema}.
 *
 * @param fingerprint CRC-64-AVRO, the eight bytes read as a big-endian number
 * @param json the schema
 */
public record StoredSchema(long fingerprint, String json) {}
