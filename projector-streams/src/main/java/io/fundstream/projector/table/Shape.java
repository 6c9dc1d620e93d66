package io.fundstream.projector.table;

import io.fundstream.projector.fold.ProjectionName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a projection's tables are and which code fills them.
 *
 * @param name without a version
 * @param code the version of the code: one more whenever the same events give other rows, so that
 *     the tables are filled anew; from 1
 * @param tables the tables' names without version; each has a view of that name
 * @param ddl makes the tables; {@code {v}} stands for their version
 */
public record Shape(String name, int code, List<String> tables, String ddl) {

  public Shape {
    tables = List.copyOf(tables);
  }

  /** With the DDL in {@code tables.sql} beside a class. */
  public static Shape of(String name, int code, List<String> tables, Class<?> beside) {
    try (InputStream in = beside.getResourceAsStream("tables.sql")) {
      if (in == null) {
        throw new IllegalStateException("there is no tables.sql beside " + beside.getName());
      }
      return new Shape(name, code, tables, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name with a version. */
  public ProjectionName at(int version) {
    return new ProjectionName(name, version);
  }

  /** Statements that make the tables of a version. */
  public String create(int version) {
    return ddl.replace("{v}", Integer.toString(version));
  }

  /** The tables of a version with their schema, separated by commas, in the order of writing. */
  public String list(int version) {
    return String.join(", ", tables.stream().map(table -> table(table, version)).toList());
  }

  /** The statement that makes a view; the server writes its columns down in the table's order. */
  public String view(String table, int version) {
    return "create view read_model.%s as select * from %s".formatted(table, table(table, version));
  }

  private static String table(String table, int version) {
    return "read_model.%s_v%d".formatted(table, version);
  }
}
