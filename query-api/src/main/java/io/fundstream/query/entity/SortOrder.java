package io.fundstream.query.entity;

import io.fundstream.query.page.Direction;
import io.fundstream.query.page.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * In what order rows are listed: by one component, and rows that are equal in it by their key, in
 * the same direction. Rows without a value come last, or first when the list goes down, as an index
 * has them.
 *
 * @param key what no two rows have in common
 */
record SortOrder<R>(SortKey<R> by, List<SortKey<R>> key, Direction direction) {

  /** The last row of a page: the value that it is ordered by, and its key. */
  record After(@Nullable Object value, List<Object> key) {}

  /**
   * A part of the list that is one walk along the index.
   *
   * @param condition with a question mark for each value; empty for the whole list
   */
  record Stretch(String condition, List<Object> values) {}

  /** What follows a row, in order; the whole list if there is none. */
  List<Stretch> following(@Nullable After after) {
    if (after == null) return List.of(new Stretch("", List.of()));
    boolean up = direction == Direction.ASCENDING;
    List<Stretch> stretches = new ArrayList<>();
    Object value = after.value();
    if (value == null) {
      String rest = comparison(keyColumns(), after.key().size());
      stretches.add(new Stretch("and " + by.column() + " is null and " + rest, after.key()));
      if (!up) stretches.add(new Stretch("and " + by.column() + " is not null", List.of()));
    } else {
      List<Object> values = new ArrayList<>(List.of(value));
      values.addAll(after.key());
      String columns = by.column() + ", " + keyColumns();
      stretches.add(new Stretch("and " + comparison(columns, values.size()), values));
      if (up && by.nullable()) {
        stretches.add(new Stretch("and " + by.column() + " is null", List.of()));
      }
    }
    return stretches;
  }

  private String comparison(String columns, int values) {
    String marks = "?" + ", ?".repeat(values - 1);
    return "(" + columns + ") " + direction.comparison() + " (" + marks + ")";
  }

  private String keyColumns() {
    return key.stream().map(SortKey::column).collect(Collectors.joining(", "));
  }

  /** {@code created_at desc, id desc}. */
  String sql() {
    return by.column()
        + " "
        + direction.sql()
        + key.stream()
            .map(part -> ", " + part.column() + " " + direction.sql())
            .collect(Collectors.joining());
  }

  Place.Writer write(Place.Writer place, R last) {
    by.write(place, last);
    key.forEach(part -> part.write(place, last));
    return place;
  }

  After read(byte[] bytes) throws Place.Malformed {
    Place.Reader place = new Place.Reader(bytes);
    Object value = by.read(place);
    List<Object> values = new ArrayList<>();
    for (SortKey<R> part : key) {
      Object own = part.read(place);
      if (own != null) values.add(own);
    }
    place.end();
    return new After(value, List.copyOf(values));
  }

  /** As in the parameter {@code sort}. */
  @Override
  public String toString() {
    return (direction == Direction.DESCENDING ? "-" : "") + by.field();
  }
}
