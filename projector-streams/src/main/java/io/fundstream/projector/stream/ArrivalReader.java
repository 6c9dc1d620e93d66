package io.fundstream.projector.stream;

import io.fundstream.projector.fold.Arrival;
import io.fundstream.projector.fold.Flaw;
import io.fundstream.projector.fold.Payloads;
import io.fundstream.projector.fold.RawRecord;
import io.fundstream.projector.table.ReadModel;
import io.fundstream.schemas.EventEnvelope;
import io.fundstream.schemas.EventHeaders;
import io.fundstream.schemas.MalformedEvent;
import io.fundstream.schemas.registry.RegistryRefused;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Reads a record as far as it can be read; what cannot be read becomes poison, never an exception.
 */
public final class ArrivalReader<E> {
  private final ReadModel<E> model;
  private final Payloads payloads;

  public ArrivalReader(ReadModel<E> model, Payloads payloads) {
    this.model = model;
    this.payloads = payloads;
  }

  /**
   * Reads.
   *
   * @throws io.fundstream.schemas.registry.RegistryUnavailable if the record's schema cannot be had
   *     now: that is no fault of the record
   */
  public Arrival<E> read(RawRecord raw) {
    return read(new Received(raw, payloads));
  }

  /** Reads a record that others read too. */
  Arrival<E> read(Received received) {
    RawRecord raw = received.raw();
    try {
      EventEnvelope envelope = received.envelope();
      return model
          .read(envelope, raw, received)
          .<Arrival<E>>map(content -> new Arrival.Event<>(raw, envelope, content))
          .orElseGet(() -> new Arrival.Passed<>(raw, envelope));
    } catch (MalformedEvent | RegistryRefused e) {
      return new Arrival.Poison<>(raw, key(raw), seq(raw), Flaw.of(e));
    }
  }

  private static UUID key(RawRecord raw) {
    try {
      return EventEnvelope.partitionKey(raw.key());
    } catch (MalformedEvent e) {
      return Arrival.NIL_KEY; // the flaw is told already; this only finds where the record waits
    }
  }

  private static OptionalLong seq(RawRecord raw) {
    byte[] header = raw.header(EventHeaders.PARTITION_SEQ);
    if (header == null || key(raw).equals(Arrival.NIL_KEY)) {
      return OptionalLong.empty();
    }
    try {
      long seq = Long.parseLong(new String(header, StandardCharsets.UTF_8));
      return seq < 1 ? OptionalLong.empty() : OptionalLong.of(seq);
    } catch (NumberFormatException e) {
      return OptionalLong.empty(); // the flaw is told already
    }
  }
}
