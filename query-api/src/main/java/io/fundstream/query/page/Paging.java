package io.fundstream.query.page;

import io.fundstream.runtime.parameters.Parameters;
import io.fundstream.runtime.text.Reading;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list a request asks for.
 *
 * @param limit rows, 1 to {@link #MAX_LIMIT}
 * @param skip rows to pass over, 0 to {@link #MAX_SKIP}; 0 if there is a place
 * @param after the place that the page goes on from, in the list's own form; null for the beginning
 */
public record Paging<P>(int limit, int skip, @Nullable P after) {
  public static final int DEFAULT_LIMIT = 50;
  public static final int MAX_LIMIT = 200;

  /** Skipping reads and drops rows; who needs to go deeper takes the cursor, which does not. */
  public static final int MAX_SKIP = 10_000;

  /** From a cursor's bytes to the place in a list. */
  @FunctionalInterface
  public interface Decoder<P> {
    P read(byte[] place) throws Place.Malformed;
  }

  /** Reads {@code limit}, {@code skip} and {@code cursor}. */
  public static <P> Paging<P> of(Parameters parameters, ListId list, Decoder<P> decoder) {
    int skip = parameters.whole("skip", 0, 0, MAX_SKIP);
    if (parameters.has("skip") && parameters.has("cursor")) {
      parameters.refuse("skip", "Either 'skip' or 'cursor' can be given, not both.");
    }
    Paging<P> rest = withoutSkip(parameters, list, decoder);
    return new Paging<>(rest.limit(), skip, rest.after());
  }

  /** Reads {@code limit} and {@code cursor}. */
  public static <P> Paging<P> withoutSkip(Parameters parameters, ListId list, Decoder<P> decoder) {
    int limit = parameters.whole("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    return new Paging<>(limit, 0, parameters.read("cursor", text -> cursor(list, text, decoder)));
  }

  /** The place that a cursor's text means in the list. */
  public static <P> Reading<P> cursor(ListId list, String text, Decoder<P> decoder) {
    return switch (Cursor.read(list, text)) {
      case Cursor.Read.At at -> {
        try {
          yield Reading.of(decoder.read(at.place()));
        } catch (Place.Malformed e) {
          yield Reading.wrong("This is no cursor of ours.");
        }
      }
      case Cursor.Read.OfAnotherList other ->
          Reading.wrong("This cursor belongs to another list, to other filters or another order.");
      case Cursor.Read.Malformed malformed -> Reading.wrong("This is no cursor of ours.");
    };
  }

  /** How many rows to ask the database for: one more than the page, to know whether it ends. */
  public int probe() {
    return limit + 1;
  }

  /**
   * The page out of what was read.
   *
   * @param rows at most {@link #probe} of them
   */
  public <T> Page<T> page(
      List<T> rows, ListId list, BiFunction<Place.Writer, T, Place.Writer> place) {
    return page(new ByteBound<>(rows, rows.size()), list, place);
  }

  /** The page out of rows that had a bound in bytes too. */
  public <T> Page<T> page(
      ByteBound<T> read, ListId list, BiFunction<Place.Writer, T, Place.Writer> place) {
    List<T> items = read.rows().subList(0, Math.min(limit, read.rows().size()));
    if (items.size() == read.probed()) {
      return new Page<>(items, null);
    }
    byte[] last = place.apply(new Place.Writer(), items.getLast()).bytes();
    return new Page<>(items, Cursor.write(list, last));
  }
}
