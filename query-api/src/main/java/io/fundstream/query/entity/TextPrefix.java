package io.fundstream.query.entity;

import java.util.Optional;

/**
 * All texts that begin with a text, as a range: in collation "C" texts are ordered by code points,
 * so they lie between the text itself and the first text after all that begin with it. A range uses
 * the index whatever the planner knows about the value.
 */
final class TextPrefix {
  private TextPrefix() {}

  /**
   * The first text that comes after every text with this prefix; empty if there is none.
   *
   * @param prefix well-formed, as everything read from a request is
   */
  static Optional<String> end(String prefix) {
    int[] points = prefix.codePoints().toArray();
    for (int last = points.length - 1; last >= 0; last--) {
      if (points[last] < Character.MAX_CODE_POINT) {
        points[last] =
            points[last] == Character.MIN_SURROGATE - 1
                ? Character.MAX_SURROGATE + 1
                : points[last] + 1;
        return Optional.of(new String(points, 0, last + 1));
      }
    }
    return Optional.empty();
  }
}
