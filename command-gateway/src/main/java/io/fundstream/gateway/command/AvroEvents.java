package io.fundstream.gateway.command;

import io.fundstream.schemas.Context;
import io.fundstream.schemas.Event;
import io.fundstream.schemas.EventCoder;
import io.fundstream.schemas.Events;
import io.fundstream.schemas.SingleObject;

/** A context's events in Avro. */
public final class AvroEvents<E extends Event> implements EventCodec<E> {
  private final Events<E> events;
  private final SingleObject.Decoder decoder;

  public AvroEvents(Context context, Events<E> events) {
    this.events = events;
    this.decoder = new SingleObject.Decoder(context.writers());
  }

  @Override
  public EncodedEvent encode(E event) {
    EventCoder<?> coder = EventCoder.of(event.getClass());
    return new EncodedEvent(coder.name(), coder.encode(event));
  }

  @Override
  public E decode(EncodedEvent event) {
    return decoder.decode(event.payload(), events.named(event.type()));
  }
}
