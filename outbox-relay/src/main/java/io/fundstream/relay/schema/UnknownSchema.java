package io.fundstream.relay.schema;

/** A payload names a schema that {@code event_schema} does not hold. */
public final class UnknownSchema extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownSchema(String fingerprint) {
    super("event_store.event_schema holds no schema with the fingerprint " + fingerprint);
  }
}
