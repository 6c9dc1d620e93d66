package io.fundstream.query.entity;

import io.fundstream.query.database.SqlText;
import io.fundstream.runtime.parameters.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a list and the column that it is held against. It is the column of the component
 * that is called as the parameter, unless {@link #on} names another.
 */
public final class Filter {
  private interface Form {
    @Nullable Object read(Parameters parameters, String name);
  }

  private interface Condition {
    void add(SqlText sql, String column, Object value);
  }

  private static final Condition EQUAL =
      (sql, column, value) -> sql.add("and " + column + " = ?", value);
  private static final Condition AT_LEAST =
      (sql, column, value) -> sql.add("and " + column + " >= ?", value);
  private static final Condition AT_MOST =
      (sql, column, value) -> sql.add("and " + column + " <= ?", value);

  /** A literal of ours: only so can the planner use an index of the rows with one value. */
  private static final Condition LITERAL =
      (sql, column, value) -> sql.add("and " + column + " = '" + ((Enum<?>) value).name() + "'");

  private static final Condition PREFIX =
      (sql, column, value) -> {
        String prefix = (String) value;
        sql.add("and " + column + " >= ?", prefix);
        TextPrefix.end(prefix).ifPresent(end -> sql.add("and " + column + " < ?", end));
      };

  private final String parameter;
  private final @Nullable String column;
  private final Form form;
  private final Condition condition;
  private final boolean sortable;

  private Filter(
      String parameter, @Nullable String column, Form form, Condition condition, boolean sortable) {
    this.parameter = parameter;
    this.column = column;
    this.form = form;
    this.condition = condition;
    this.sortable = sortable;
  }

  private static Filter of(String parameter, Form form, Condition condition) {
    return new Filter(parameter, null, form, condition, false);
  }

  /** Text of 1 to {@code longest} characters, equal letter by letter. */
  public static Filter text(String parameter, int longest) {
    return of(parameter, (parameters, name) -> parameters.text(name, 1, longest), EQUAL);
  }

  /** The first 1 to {@code longest} characters of a text; the column is of collation "C". */
  public static Filter prefix(String parameter, int longest) {
    return of(parameter, (parameters, name) -> parameters.text(name, 1, longest), PREFIX);
  }

  /** A whole number from {@code min} to {@code max}. */
  public static Filter whole(String parameter, int min, int max) {
    return of(parameter, (parameters, name) -> parameters.optionalWhole(name, min, max), EQUAL);
  }

  /** A UUID. */
  public static Filter id(String parameter) {
    return of(parameter, Parameters::uuid, EQUAL);
  }

  /** An instant. */
  public static Filter instant(String parameter) {
    return of(parameter, Parameters::instant, EQUAL);
  }

  /** An ISO date. */
  public static Filter date(String parameter) {
    return of(parameter, Parameters::date, EQUAL);
  }

  /** One of the constants. */
  public static <E extends Enum<E>> Filter oneOf(String parameter, Class<E> constants) {
    return of(parameter, (parameters, name) -> parameters.oneOf(name, constants), LITERAL);
  }

  /** The same about another column. */
  public Filter on(String other) {
    return new Filter(parameter, other, form, condition, sortable);
  }

  /** The lower end of a range, itself included. */
  public Filter atLeast() {
    return new Filter(parameter, column, form, AT_LEAST, sortable);
  }

  /** The upper end of a range, itself included. */
  public Filter atMost() {
    return new Filter(parameter, column, form, AT_MOST, sortable);
  }

  /** The list can be ordered by the field too; there is an index of tenant, column and key. */
  public Filter sortable() {
    return new Filter(parameter, column, form, condition, true);
  }

  String parameter() {
    return parameter;
  }

  /** The column that was named; null for that of the component. */
  @Nullable String column() {
    return column;
  }

  boolean isSortable() {
    return sortable;
  }

  /** What the request says; null if nothing. */
  @Nullable Object read(Parameters parameters) {
    return form.read(parameters, parameter);
  }

  void add(SqlText sql, String of, Object value) {
    condition.add(sql, of, value);
  }
}
