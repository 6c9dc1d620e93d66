package io.fundstream.gateway.command;

/**
 * Why a well-formed command was not granted: a value, never an exception.
 *
 * @param slug the last part of the problem's type, {@code urn:fundstream:problem:<slug>}; stable
 *     for ever
 * @param title the problem's title: the same for every refusal of this slug
 * @param detail a sentence for the person who sent the command
 */
public record Refusal(Kind kind, String slug, String title, String detail) {

  /** Which kind of answer a refusal becomes. */
  public enum Kind {
    /** What the command names does not exist: 404. */
    NOT_FOUND,
    /** The rules forbid it in the present state: 409. */
    CONFLICT
  }

  /** What the command names does not exist. */
  public static Refusal notFound(String detail) {
    return new Refusal(Kind.NOT_FOUND, "not-found", "Not found", detail);
  }

  /** The rules forbid it in the present state. */
  public static Refusal conflict(String slug, String title, String detail) {
    return new Refusal(Kind.CONFLICT, slug, title, detail);
  }

  /** What would be made is there already, be it of another kind, context or tenant. */
  public static Refusal idTaken() {
    return conflict(
        "id-taken",
        "The id is taken",
        "Something is already recorded under this id. Choose another one.");
  }
}
