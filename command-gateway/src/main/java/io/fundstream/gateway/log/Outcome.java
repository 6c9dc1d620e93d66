package io.fundstream.gateway.log;

/** What became of a {@link Submission}. */
public sealed interface Outcome {

  /**
   * It was decided, and what it did is durable.
   *
   * @param replayed whether the answer was given before, under the same idempotency key
   */
  record Answered(Answer answer, boolean replayed) implements Outcome {}

  /** It may only be sent with the version it expects. */
  record PreconditionRequired() implements Outcome {}

  /** Its idempotency key belongs to another request. */
  record KeyReused() implements Outcome {}

  /** Another request with its key is still being worked on, and was for longer than we wait. */
  record KeyInFlight() implements Outcome {}

  /** Too many commands wait already. Nothing was done. */
  record Overloaded() implements Outcome {}

  /**
   * The database cannot be reached or did not answer in time. If the commit had begun it may still
   * have happened: the same idempotency key tells.
   */
  record Unavailable() implements Outcome {}

  /** A fault of ours; the cause is in the log. Nothing was done. */
  record Failed() implements Outcome {}
}
