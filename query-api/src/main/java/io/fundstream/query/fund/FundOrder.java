package io.fundstream.query.fund;

import io.fundstream.query.page.Direction;
import io.fundstream.query.page.Place;
import io.fundstream.runtime.text.Reading;
import io.fundstream.schemas.Instants;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * In what order funds are listed; funds that are equal in it are ordered by id, in the same
 * direction.
 */
record FundOrder(Key key, Direction direction) {
  /** Oldest first: what is registered while someone turns pages comes at the end. */
  static final FundOrder DEFAULT = new FundOrder(Key.CREATED_AT, Direction.ASCENDING);

  /** The last fund of a page: the value that it is ordered by, and its id. */
  record After(Object value, UUID id) {}

  /** What can be ordered by; each has an index that leads with the tenant. */
  enum Key {
    NAME("name", "name"),
    VINTAGE_YEAR("vintageYear", "vintage_year"),
    CREATED_AT("createdAt", "created_at");

    private final String field;
    private final String column;

    Key(String field, String column) {
      this.field = field;
      this.column = column;
    }
  }

  static Reading<FundOrder> parse(String text) {
    Direction direction = text.startsWith("-") ? Direction.DESCENDING : Direction.ASCENDING;
    String field = direction == Direction.DESCENDING ? text.substring(1) : text;
    for (Key key : Key.values()) {
      if (key.field.equals(field)) {
        return Reading.of(new FundOrder(key, direction));
      }
    }
    String known = Stream.of(Key.values()).map(key -> key.field).collect(Collectors.joining(", "));
    return Reading.wrong("One of %s is expected, with '-' in front for descending order.", known);
  }

  String column() {
    return key.column;
  }

  Place.Writer write(Place.Writer place, FundItem last) {
    return switch (key) {
      case NAME -> place.text(last.name()).id(last.id());
      case VINTAGE_YEAR -> place.whole(last.vintageYear()).id(last.id());
      case CREATED_AT -> place.whole(Instants.micros(last.createdAt())).id(last.id());
    };
  }

  After read(byte[] bytes) throws Place.Malformed {
    Place.Reader place = new Place.Reader(bytes);
    Object value =
        switch (key) {
          case NAME -> place.text();
          case VINTAGE_YEAR -> place.whole32();
          case CREATED_AT -> place.instant();
        };
    After after = new After(value, place.id());
    place.end();
    return after;
  }

  @Override
  public String toString() {
    return (direction == Direction.DESCENDING ? "-" : "") + key.field;
  }
}
