package io.fundstream.gateway.command;

/** Why a well-formed command was not granted: a value, never an exception. */
public interface Refusal {

  /** Which kind of answer a refusal becomes. */
  enum Kind {
    /** What the command names does not exist: 404. */
    NOT_FOUND,
    /** The rules forbid it in the present state: 409. */
    CONFLICT
  }

  Kind kind();

  /**
   * The last part of the problem's type, {@code urn:fundstream:problem:<slug>}; stable for ever.
   */
  String slug();

  /** The problem's title: the same for every refusal of this slug. */
  String title();

  /** A sentence for the person who sent the command. */
  String detail();
}
