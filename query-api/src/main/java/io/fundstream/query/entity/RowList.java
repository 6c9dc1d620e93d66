package io.fundstream.query.entity;

import io.fundstream.query.database.SqlText;
import io.fundstream.query.page.CsvTable;
import io.fundstream.query.page.Direction;
import io.fundstream.query.page.ListId;
import io.fundstream.query.page.Page;
import io.fundstream.query.page.Paging;
import io.fundstream.runtime.database.RecordTable;
import io.fundstream.runtime.parameters.Parameters;
import io.fundstream.runtime.text.Reading;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A list of a tenant's rows that follow a record: what it can be filtered and ordered by, and the
 * statement of a page. Declared once, for a static field; each method that declares gives a list
 * with one thing more.
 *
 * <p>A cursor names its list by filters and order. A filter added with {@link #filters} counts only
 * where it is set, so the cursors given out before it was added stay good.
 *
 * @param <R> a row; its table has a column {@code tenant} beside the record's
 */
public final class RowList<R extends Record> {
  private final String name;
  private final String table;
  private final Class<R> type;
  private final RecordTable<R> columns;
  private final CsvTable<R> csv;
  private final List<SortKey<R>> key;
  private final List<Filter> positional;
  private final List<Filter> filters;
  private final List<SortKey<R>> sorts;
  private final @Nullable String initial;

  /** A filter that the request sets. */
  record Set(Filter filter, Object value) {}

  /** What a request asks of the list. */
  record Asked<R>(UUID tenant, List<Set> set, SortOrder<R> order, Paging<SortOrder.After> paging) {}

  private RowList(
      String name,
      String table,
      Class<R> type,
      RecordTable<R> columns,
      List<SortKey<R>> key,
      List<Filter> positional,
      List<Filter> filters,
      List<SortKey<R>> sorts,
      @Nullable String initial) {
    this.name = name;
    this.table = table;
    this.type = type;
    this.columns = columns;
    this.csv = CsvTable.of(columns);
    this.key = key;
    this.positional = positional;
    this.filters = filters;
    this.sorts = sorts;
    this.initial = initial;
  }

  /**
   * @param name what its cursors call it
   * @param key components that no two rows of a tenant have in common
   */
  public static <R extends Record> RowList<R> of(
      String name, String table, Class<R> type, String... key) {
    RecordTable<R> columns = RecordTable.of(type);
    List<SortKey<R>> keys =
        Arrays.stream(key).map(part -> SortKey.of(type, columns, part)).toList();
    return new RowList<>(name, table, type, columns, keys, List.of(), List.of(), List.of(), null);
  }

  /**
   * With components that it can be ordered by, beside those of filters. Each has an index of
   * tenant, column and key.
   */
  public RowList<R> sorts(String... components) {
    Stream<SortKey<R>> more =
        Arrays.stream(components).map(component -> SortKey.of(type, columns, component));
    return with(positional, filters, Stream.concat(sorts.stream(), more).toList());
  }

  /** With the order of a request that names none: upward by this one of {@link #sorts}. */
  public RowList<R> sortedBy(String component) {
    return new RowList<>(name, table, type, columns, key, positional, filters, sorts, component);
  }

  /** With filters. */
  public RowList<R> filters(Filter... more) {
    return with(positional, joined(filters, more), withSortable(more));
  }

  /** With filters that cursors count by their place, set or not: those of the first release. */
  public RowList<R> positionalFilters(Filter... more) {
    return with(joined(positional, more), filters, withSortable(more));
  }

  private List<SortKey<R>> withSortable(Filter... more) {
    Arrays.stream(more).forEach(this::column);
    Stream<SortKey<R>> sortable =
        Arrays.stream(more)
            .filter(Filter::isSortable)
            .map(filter -> SortKey.of(type, columns, filter.parameter()));
    return Stream.concat(sorts.stream(), sortable).toList();
  }

  private RowList<R> with(List<Filter> first, List<Filter> others, List<SortKey<R>> orders) {
    return new RowList<>(name, table, type, columns, key, first, others, orders, initial);
  }

  private static List<Filter> joined(List<Filter> some, Filter... more) {
    return Stream.concat(some.stream(), Arrays.stream(more)).toList();
  }

  private String column(Filter filter) {
    String named = filter.column();
    if (named != null) return named;
    return columns.columns().stream()
        .filter(column -> column.component().equals(filter.parameter()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no column for " + filter.parameter()))
        .name();
  }

  RecordTable<R> columns() {
    return columns;
  }

  String table() {
    return table;
  }

  CsvTable<R> csv() {
    return csv;
  }

  /** Reads filters, {@code sort}, {@code limit}, {@code skip} and {@code cursor}. */
  Asked<R> asked(UUID tenant, Parameters parameters) {
    List<Set> set = new ArrayList<>();
    for (Filter filter : joined(positional, filters.toArray(Filter[]::new))) {
      Object value = filter.read(parameters);
      if (value != null) set.add(new Set(filter, value));
    }
    SortOrder<R> named = parameters.read("sort", this::order);
    SortOrder<R> order = named == null ? initial() : named;
    ListId id = id(tenant, set, order);
    return new Asked<>(tenant, set, order, Paging.of(parameters, id, order::read));
  }

  private SortOrder<R> initial() {
    SortKey<R> by =
        sorts.stream().filter(sort -> sort.field().equals(initial)).findFirst().orElseThrow();
    return new SortOrder<>(by, key, Direction.ASCENDING);
  }

  private Reading<SortOrder<R>> order(String text) {
    Direction direction = text.startsWith("-") ? Direction.DESCENDING : Direction.ASCENDING;
    String field = direction == Direction.DESCENDING ? text.substring(1) : text;
    for (SortKey<R> sort : sorts) {
      if (sort.field().equals(field)) {
        return Reading.of(new SortOrder<>(sort, key, direction));
      }
    }
    String known = sorts.stream().map(SortKey::field).collect(Collectors.joining(", "));
    return Reading.wrong("One of %s is expected, with '-' in front for descending order.", known);
  }

  private ListId id(UUID tenant, List<Set> set, SortOrder<R> order) {
    List<@Nullable Object> parts = new ArrayList<>(List.of(name, tenant));
    positional.forEach(filter -> parts.add(value(set, filter)));
    parts.add(order);
    for (Set one : set) {
      if (filters.contains(one.filter())) {
        parts.add(one.filter().parameter());
        parts.add(one.value());
      }
    }
    return ListId.of(parts.toArray());
  }

  private static @Nullable Object value(List<Set> set, Filter filter) {
    return set.stream()
        .filter(one -> one.filter() == filter)
        .map(Set::value)
        .findFirst()
        .orElse(null);
  }

  Page<R> page(Connection connection, Asked<R> asked) throws SQLException {
    Paging<SortOrder.After> paging = asked.paging();
    List<R> rows = new ArrayList<>();
    for (SortOrder.Stretch stretch : asked.order().following(paging.after())) {
      int left = paging.probe() - rows.size();
      if (left > 0) rows.addAll(sql(asked, stretch, left).list(connection, columns::read));
    }
    ListId id = id(asked.tenant(), asked.set(), asked.order());
    return paging.page(rows, id, asked.order()::write);
  }

  /** Also for tests, which ask how it would run. */
  List<SqlText> sql(Asked<R> asked) {
    return asked.order().following(asked.paging().after()).stream()
        .map(stretch -> sql(asked, stretch, asked.paging().probe()))
        .toList();
  }

  private SqlText sql(Asked<R> asked, SortOrder.Stretch stretch, int limit) {
    SqlText sql =
        new SqlText(
            "select " + columns.names() + " from " + table + " where tenant = ?", asked.tenant());
    asked.set().forEach(one -> one.filter().add(sql, column(one.filter()), one.value()));
    return sql.add(stretch.condition(), stretch.values().toArray())
        .add("order by " + asked.order().sql())
        .add("limit ? offset ?", limit, asked.paging().skip());
  }
}
