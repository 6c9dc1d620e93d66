package io.fundstream.projector.rebuild;

/**
 * A version of a projection's tables.
 *
 * @param number from 1, never used twice
 * @param live whether the views show it
 * @param retired whether nobody reads it any more
 * @param cleaned whether nothing of it is left
 * @param code the version of the code that fills it
 */
public record Version(
    String name, int number, boolean live, boolean retired, boolean cleaned, int code) {

  /** Whether it is being filled beside the live one. */
  public boolean filling() {
    return !live && !retired;
  }

  /** {@code fund-v2}. */
  @Override
  public String toString() {
    return name + "-v" + number;
  }
}
