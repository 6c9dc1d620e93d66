package io.fundstream.runtime.text;

/** One value taken out of input, or what is wrong with it. */
public sealed interface Reading<T> {
  /** The value is right. */
  record Value<T>(T value) implements Reading<T> {}

  /**
   * @param detail a sentence for a person
   */
  record Wrong<T>(String detail) implements Reading<T> {}

  /** The value is right. */
  static <T> Reading<T> of(T value) {
    return new Value<>(value);
  }

  /** Formats the sentence. */
  static <T> Reading<T> wrong(String detail, Object... args) {
    return new Wrong<>(detail.formatted(args));
  }
}
