package io.fundstream.projector.table;

import java.util.List;

/**
 * What one step towards a wish did.
 *
 * @param stored what became of the records; its poison are those that could still not be applied
 * @param removed how many records are parked no more
 * @param next what is to be done about the wish now
 */
public record Drained(Stored stored, int removed, Next next) {

  /** What follows. */
  public enum Next {
    /** Nothing is left to do: the queue is empty, or its first record is still at fault. */
    DONE,
    /** More can be applied at once. */
    MORE,
    /** An event between has not come yet. */
    GAP,
    /** Somebody else has carried the wish out. */
    GONE
  }

  /** Records that could not be applied this time either. */
  public List<Parking> poison() {
    return stored.poison();
  }
}
