package io.fundstream.gateway.log;

/** What became of a {@link Submission}. */
public sealed interface Outcome {

  /**
   * It was decided, and what it did is durable.
   *
   * @param replayed whether the answer was given before, under the same idempotency key
   */
  record Answered(Answer answer, boolean replayed) implements Outcome {}

  /** There is no answer that would be given again; nothing is known to be done. */
  sealed interface Undone extends Outcome {}

  /** It may only be sent with the version it expects. */
  record PreconditionRequired() implements Undone {}

  /** Its idempotency key belongs to another request. */
  record KeyReused() implements Undone {}

  /** Another request with its key is still being worked on, and was for longer than we wait. */
  record KeyInFlight() implements Undone {}

  /** Too many commands wait already. Nothing was done. */
  record Overloaded() implements Undone {}

  /**
   * The database cannot be reached or did not answer in time. If the commit had begun it may still
   * have happened: the same idempotency key tells.
   */
  record Unavailable() implements Undone {}

  /** A command ahead of it in its {@link OrderedCommands} has no decision, so it was not tried. */
  record Behind() implements Undone {}

  /** A fault of ours; the cause is in the log. Nothing was done. */
  record Failed() implements Undone {}
}
