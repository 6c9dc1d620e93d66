package io.fundstream.projector.stream;

import io.fundstream.projector.fold.Payloads;
import io.fundstream.projector.fold.RawRecord;
import io.fundstream.schemas.Event;
import io.fundstream.schemas.EventEnvelope;
import io.fundstream.schemas.Events;
import io.fundstream.schemas.MalformedEvent;
import io.fundstream.schemas.registry.RegistryRefused;
import java.util.function.Supplier;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that several projections look at: its envelope is read once, its value decoded at most
 * once as its writer meant it and once as a record of this version.
 */
final class Received implements Payloads {
  private final RawRecord raw;
  private final Payloads payloads;
  private @Nullable EventEnvelope envelope;
  private @Nullable GenericRecord generic;
  private @Nullable Event event;
  private @Nullable RuntimeException noEnvelope;
  private @Nullable RuntimeException noGeneric;
  private @Nullable RuntimeException noEvent;

  Received(RawRecord raw, Payloads payloads) {
    this.raw = raw;
    this.payloads = payloads;
  }

  RawRecord raw() {
    return raw;
  }

  /**
   * The record's headers and key.
   *
   * @throws MalformedEvent if they are no envelope
   */
  EventEnvelope envelope() {
    if (noEnvelope != null) {
      throw noEnvelope;
    }
    if (envelope == null) {
      try {
        envelope = readEnvelope();
      } catch (MalformedEvent e) {
        noEnvelope = e;
        throw e;
      }
    }
    return envelope;
  }

  private EventEnvelope readEnvelope() {
    EventEnvelope read = EventEnvelope.read(raw.key(), raw::header);
    if (read.seq() < 1 || read.version() < 1) {
      throw new MalformedEvent("seq and version begin at 1");
    }
    return read;
  }

  @Override
  public GenericRecord generic(EventEnvelope of, RawRecord same) {
    if (noGeneric != null) {
      throw noGeneric;
    }
    if (generic == null) {
      generic = decoded(() -> payloads.generic(of, same), e -> noGeneric = e);
    }
    return generic;
  }

  /** A type of event belongs to one context, so there is one shape of it. */
  @Override
  @SuppressWarnings("unchecked")
  public <E extends Event> E event(Events<E> events, EventEnvelope of, RawRecord same) {
    if (noEvent != null) {
      throw noEvent;
    }
    if (event == null) {
      event = decoded(() -> payloads.event(events, of, same), e -> noEvent = e);
    }
    return (E) event;
  }

  private interface Failure {
    void is(RuntimeException failure);
  }

  /** What is wrong with the record stays so; a registry that is away is asked again. */
  private static <T> T decoded(Supplier<T> decoding, Failure failure) {
    try {
      return decoding.get();
    } catch (MalformedEvent | RegistryRefused e) {
      failure.is(e);
      throw e;
    }
  }
}
