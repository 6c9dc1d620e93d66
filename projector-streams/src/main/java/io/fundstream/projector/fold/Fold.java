package io.fundstream.projector.fold;

import io.fundstream.schemas.EventEnvelope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event does to the row of its stream. Pure: the same events give the same rows, always.
 *
 * @param <R> the row
 * @param <X> what happens beside it, in tables that hang on the row's
 */
@FunctionalInterface
public interface Fold<R, E, X> {

  /**
   * @param before the stream's row; null if it does not exist yet
   * @param envelope of the version that follows the row's
   */
  Change<R, X> fold(@Nullable R before, EventEnvelope envelope, E event);

  /** What comes of an event. */
  sealed interface Change<R, X> {

    /** The stream's row, and its history gets the same one. */
    record Moved<R, X>(R row, List<X> beside) implements Change<R, X> {
      public Moved {
        beside = List.copyOf(beside);
      }
    }

    /** The event cannot follow what is there. */
    record Refused<R, X>(String reason) implements Change<R, X> {}
  }
}
