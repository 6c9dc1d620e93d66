package io.fundstream.projector.fold;

/** What a fold says to an event. */
public sealed interface Outcome {

  /** The event's changes are part of the batch. */
  record Folded() implements Outcome {
    static final Folded INSTANCE = new Folded();
  }

  /**
   * The event cannot follow what came before it; nothing of it is in the batch.
   *
   * @param reason one sentence a person understands
   */
  record Refused(String reason) implements Outcome {}

  static Outcome folded() {
    return Folded.INSTANCE;
  }
}
