package io.fundstream.projector.fold;

import io.fundstream.schemas.EventEnvelope;
import io.fundstream.schemas.MalformedEvent;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A record that came in, read as far as it could be.
 *
 * @param <E> what the projection folds
 */
public sealed interface Arrival<E> {

  /** The key under which a record waits whose own key cannot be read. */
  UUID NIL_KEY = new UUID(0, 0);

  RawRecord raw();

  /** The partition key; {@link #NIL_KEY} if the record's key cannot be read. */
  UUID key();

  /** The event's number under its key; empty if it cannot be read. */
  OptionalLong seq();

  /** An event that the projection folds. */
  record Event<E>(RawRecord raw, EventEnvelope envelope, E content) implements Arrival<E> {
    @Override
    public UUID key() {
      return envelope.partitionKey();
    }

    @Override
    public OptionalLong seq() {
      return OptionalLong.of(envelope.seq());
    }
  }

  /** An event that the projection has no use for: it only moves the key's progress. */
  record Passed<E>(RawRecord raw, EventEnvelope envelope) implements Arrival<E> {
    @Override
    public UUID key() {
      return envelope.partitionKey();
    }

    @Override
    public OptionalLong seq() {
      return OptionalLong.of(envelope.seq());
    }
  }

  /**
   * A record that a person has decided to leave out: it moves the key's progress, and its stream's
   * version if its headers can be read.
   */
  record Skipped<E>(RawRecord raw, UUID key, OptionalLong seq, Optional<EventEnvelope> envelope)
      implements Arrival<E> {

    /** What was read of the record, if anything was, stays true of it. */
    public static <E> Skipped<E> of(Arrival<?> read) {
      return new Skipped<>(read.raw(), read.key(), read.seq(), envelope(read.raw()));
    }

    private static Optional<EventEnvelope> envelope(RawRecord raw) {
      try {
        return Optional.of(EventEnvelope.read(raw.key(), raw::header));
      } catch (MalformedEvent e) {
        return Optional.empty(); // told when it was parked
      }
    }
  }

  /** A record that could not be read. */
  record Poison<E>(RawRecord raw, UUID key, OptionalLong seq, Flaw flaw) implements Arrival<E> {}
}
