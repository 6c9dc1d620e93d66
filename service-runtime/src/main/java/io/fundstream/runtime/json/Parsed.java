package io.fundstream.runtime.json;

import io.fundstream.runtime.problem.FieldError;
import java.util.List;
import java.util.function.Function;

/** What came out of reading input: the value, or everything that is wrong with it. */
public sealed interface Parsed<T> {
  /** The input is right. */
  record Ok<T>(T value) implements Parsed<T> {}

  /**
   * The input is wrong.
   *
   * @param errors at least one
   */
  record Bad<T>(List<FieldError> errors) implements Parsed<T> {
    public Bad {
      errors = List.copyOf(errors);
      if (errors.isEmpty()) throw new IllegalArgumentException("bad, but no error");
    }
  }

  /** Reads on with the value, if there is one. */
  default <U> Parsed<U> then(Function<T, Parsed<U>> next) {
    return switch (this) {
      case Ok<T> ok -> next.apply(ok.value());
      case Bad<T> bad -> new Bad<>(bad.errors());
    };
  }
}
