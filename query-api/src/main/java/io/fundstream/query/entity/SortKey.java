package io.fundstream.query.entity;

import io.fundstream.query.page.Place;
import io.fundstream.runtime.database.RecordTable;
import io.fundstream.schemas.Instants;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A component that rows are ordered by, and how a cursor holds its value.
 *
 * @param nullable whether the component is marked so; a cursor then says first whether there is one
 */
record SortKey<R>(
    String field,
    String column,
    boolean nullable,
    Function<R, @Nullable Object> value,
    InCursor inCursor) {

  /** A value of one type in a cursor's bytes. */
  record InCursor(Write write, Read read) {}

  interface Write {
    Place.Writer write(Place.Writer place, Object value);
  }

  interface Read {
    Object read(Place.Reader place) throws Place.Malformed;
  }

  private static final InCursor INT =
      new InCursor((place, value) -> place.whole((Integer) value), Place.Reader::whole32);
  private static final InCursor LONG =
      new InCursor((place, value) -> place.whole((Long) value), Place.Reader::whole);
  private static final Map<Class<?>, InCursor> TYPES =
      Map.of(
          String.class,
          new InCursor((place, value) -> place.text((String) value), Place.Reader::text),
          int.class,
          INT,
          Integer.class,
          INT,
          long.class,
          LONG,
          Long.class,
          LONG,
          UUID.class,
          new InCursor((place, value) -> place.id((UUID) value), Place.Reader::id),
          Instant.class,
          new InCursor(
              (place, value) -> place.whole(Instants.micros((Instant) value)),
              Place.Reader::instant),
          LocalDate.class,
          new InCursor(
              (place, value) -> place.whole(((LocalDate) value).toEpochDay()),
              place -> LocalDate.ofEpochDay(place.whole32())));

  /**
   * @throws IllegalArgumentException if the record has no such component, or nothing can be ordered
   *     by its type
   */
  static <R extends Record> SortKey<R> of(Class<R> type, RecordTable<R> table, String field) {
    for (RecordTable.Column<R> column : table.columns()) {
      if (column.component().equals(field)) {
        InCursor inCursor = TYPES.get(column.type());
        if (inCursor == null) break;
        return new SortKey<>(field, column.name(), nullable(type, field), column.value(), inCursor);
      }
    }
    throw new IllegalArgumentException("no order by '" + field + "' of " + type.getName());
  }

  private static boolean nullable(Class<?> type, String field) {
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> component.getName().equals(field))
        .map(RecordComponent::getAnnotatedType)
        .anyMatch(component -> component.isAnnotationPresent(Nullable.class));
  }

  Place.Writer write(Place.Writer place, R row) {
    Object own = value.apply(row);
    if (own == null) return place.count(0);
    return inCursor.write().write(nullable ? place.count(1) : place, own);
  }

  @Nullable Object read(Place.Reader place) throws Place.Malformed {
    return nullable && place.count() == 0 ? null : inCursor.read().read(place);
  }
}
