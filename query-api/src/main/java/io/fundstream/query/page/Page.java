package io.fundstream.query.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, in the shape in which it is answered.
 *
 * @param items in the list's order; fewer than asked for at the end, or when more would not fit
 *     into {@link #MAX_BYTES}
 * @param nextCursor where the list goes on; null at its end
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
  /**
   * Bound of what a page takes out of variable-length columns, in bytes. A page always has one row,
   * however large.
   */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  public Page {
    items = List.copyOf(items);
  }
}
