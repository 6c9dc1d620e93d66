package io.fundstream.projector.event;

import io.fundstream.projector.fold.RawRecord;
import io.fundstream.schemas.AvroJson;
import io.fundstream.schemas.EventEnvelope;
import org.apache.avro.generic.GenericRecord;

/** From an event to its row. Pure: there is nothing before it that it would build on. */
public final class EventProjection {
  private EventProjection() {}

  public static EventRow row(EventEnvelope envelope, RawRecord raw, GenericRecord payload) {
    return new EventRow(envelope, raw.topic(), raw.part(), raw.offset(), AvroJson.text(payload));
  }
}
