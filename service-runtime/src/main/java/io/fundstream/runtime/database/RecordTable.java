package io.fundstream.runtime.database;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A record as rows of a table: component {@code vintageYear} is column {@code vintage_year}, and
 * its Java type says the column's. Made once, for a static field.
 *
 * <p>Not for: columns that are computed, or a record that is several rows.
 */
public final class RecordTable<R extends Record> {
  /** What PostgreSQL calls a Java type, how a column of it is sent and how one value is read. */
  private record Type(String sql, Sent sent, Read read) {}

  private interface Sent {
    <R> Array array(Connection connection, List<R> rows, Function<R, @Nullable Object> value)
        throws SQLException;
  }

  private interface Read {
    @Nullable Object read(ResultSet row, int column) throws SQLException;
  }

  private static final Type INT =
      new Type("int4", new BinarySent<>(BinaryArrays::ints), ResultSet::getInt);
  private static final Type LONG =
      new Type("int8", new BinarySent<>(BinaryArrays::longs), ResultSet::getLong);
  private static final Map<Class<?>, Type> TYPES =
      Map.of(
          UUID.class, new Type("uuid", new BinarySent<>(BinaryArrays::uuids), as(UUID.class)),
          int.class, INT,
          Integer.class, new Type(INT.sql, INT.sent, as(Integer.class)),
          long.class, LONG,
          Long.class, new Type(LONG.sql, LONG.sent, as(Long.class)),
          boolean.class, new Type("bool", new TextSent("bool"), ResultSet::getBoolean),
          String.class, new Type("text", new TextSent("text"), ResultSet::getString),
          BigDecimal.class, new Type("numeric", new TextSent("numeric"), ResultSet::getBigDecimal),
          LocalDate.class, new Type("date", new TextSent("date"), as(LocalDate.class)),
          Instant.class,
              new Type(
                  "timestamptz", new BinarySent<>(BinaryArrays::instants), RecordTable::instant));

  /** One column. */
  public record Column<R>(
      String component, String name, Class<?> type, Function<R, @Nullable Object> value) {}

  private final List<Column<R>> columns;
  private final List<Type> types;
  private final int[] places;
  private final int components;
  private final MethodHandle constructor;

  /**
   * @param places of each column: the number of its component
   * @param components how many the record has
   */
  private RecordTable(
      List<Column<R>> columns, int[] places, int components, MethodHandle constructor) {
    this.columns = List.copyOf(columns);
    this.types = columns.stream().map(column -> type(column.type())).toList();
    this.places = places;
    this.components = components;
    this.constructor = constructor;
  }

  /**
   * @throws IllegalArgumentException if a component is of a type that no column has
   */
  public static <R extends Record> RecordTable<R> of(Class<R> type) {
    RecordComponent[] components = type.getRecordComponents();
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      List<Column<R>> columns = new ArrayList<>();
      for (RecordComponent component : components) {
        String name = component.getName();
        columns.add(
            new Column<>(name, snake(name), component.getType(), getter(lookup, component)));
      }
      Class<?>[] parameters =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      MethodHandle constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, parameters))
              .asSpreader(Object[].class, parameters.length)
              .asType(MethodType.methodType(Record.class, Object[].class));
      int count = columns.size();
      return new RecordTable<>(columns, IntStream.range(0, count).toArray(), count, constructor);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type.getName(), e);
    }
  }

  /**
   * The same record in a table that has fewer columns, or some of another type: those are neither
   * written nor read, and a record that is read has null there.
   *
   * @param table the name of each column of the table, and its type as {@code pg_type} names it
   * @throws IllegalArgumentException if a component that cannot be null has no column
   */
  public RecordTable<R> within(Map<String, String> table) {
    List<Column<R>> held = new ArrayList<>();
    int[] numbers = new int[columns.size()];
    for (int n = 0; n < columns.size(); n++) {
      Column<R> column = columns.get(n);
      if (types.get(n).sql.equals(table.get(column.name()))) {
        numbers[held.size()] = places[n];
        held.add(column);
      } else if (column.type().isPrimitive()) {
        throw new IllegalArgumentException(
            "the table has no column %s of type %s".formatted(column.name(), types.get(n).sql));
      }
    }
    return new RecordTable<>(held, Arrays.copyOf(numbers, held.size()), components, constructor);
  }

  public List<Column<R>> columns() {
    return columns;
  }

  /** {@code id, tenant, vintage_year}. */
  public String names() {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  /** {@code ?::uuid[], ?::uuid[], ?::int4[]}, for {@link #bind}. */
  public String arrays() {
    return types.stream().map(type -> "?::" + type.sql + "[]").collect(Collectors.joining(", "));
  }

  /** {@code version = excluded.version, …}: all columns but the key's. */
  public String excluded(String... key) {
    Set<String> but = Set.of(key);
    return columns.stream()
        .map(Column::name)
        .filter(name -> !but.contains(name))
        .map(name -> name + " = excluded." + name)
        .collect(Collectors.joining(", "));
  }

  /**
   * Sets an array for each column.
   *
   * @return the number of the parameter after the last
   */
  public int bind(PreparedStatement statement, int first, List<R> rows) throws SQLException {
    Connection connection = statement.getConnection();
    int parameter = first;
    for (int n = 0; n < types.size(); n++) {
      Array array = types.get(n).sent.array(connection, rows, columns.get(n).value);
      statement.setArray(parameter++, array);
    }
    return parameter;
  }

  /** The record out of a row that begins with the columns in order. */
  @SuppressWarnings("unchecked") // it is the constructor of R
  public R read(ResultSet row) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[components];
    for (int n = 0; n < places.length; n++) {
      values[places[n]] = types.get(n).read.read(row, n + 1);
    }
    try {
      return (R) (Record) constructor.invokeExact(values);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("the constructors of rows throw nothing", e);
    }
  }

  private static String snake(String camel) {
    return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  private static Type type(Class<?> java) {
    Type type = TYPES.get(java);
    if (type == null) {
      throw new IllegalArgumentException("no column holds a " + java.getName());
    }
    return type;
  }

  /** A component's getter, as fast as a method reference. */
  @SuppressWarnings("unchecked") // it is of the record that has the component
  private static <R> Function<R, @Nullable Object> getter(
      MethodHandles.Lookup lookup, RecordComponent component) throws ReflectiveOperationException {
    MethodHandle getter = lookup.unreflect(component.getAccessor());
    MethodType apply = MethodType.methodType(Object.class, Object.class);
    MethodType function = MethodType.methodType(Function.class);
    try {
      return (Function<R, @Nullable Object>)
          LambdaMetafactory.metafactory(
                  lookup, "apply", function, apply, getter, getter.type().wrap())
              .getTarget()
              .invoke();
    } catch (Throwable e) {
      throw new ReflectiveOperationException(component.toString(), e);
    }
  }

  private interface Binary<T> {
    Array array(Connection connection, Collection<@Nullable T> values) throws SQLException;
  }

  private record BinarySent<T>(Binary<T> binary) implements Sent {
    @Override
    @SuppressWarnings("unchecked") // a column's values are all of its component's type
    public <R> Array array(Connection connection, List<R> rows, Function<R, @Nullable Object> value)
        throws SQLException {
      List<@Nullable T> values = new ArrayList<>(rows.size());
      for (R row : rows) {
        values.add((T) value.apply(row));
      }
      return binary.array(connection, values);
    }
  }

  /** Each as text, which PostgreSQL parses as the column's type. */
  private record TextSent(String sql) implements Sent {
    @Override
    public <R> Array array(Connection connection, List<R> rows, Function<R, @Nullable Object> value)
        throws SQLException {
      @Nullable String[] texts = new @Nullable String[rows.size()];
      for (int n = 0; n < texts.length; n++) {
        Object given = value.apply(rows.get(n));
        texts[n] = given == null ? null : given.toString();
      }
      return connection.createArrayOf(sql, texts);
    }
  }

  private static Read as(Class<?> type) {
    return (row, column) -> row.getObject(column, type);
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
