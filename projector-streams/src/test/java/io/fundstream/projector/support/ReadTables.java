package io.fundstream.projector.support;

import io.fundstream.parts.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Looks at the read tables as the query role would. */
public final class ReadTables {
  private static final String FINGERPRINT =
      "select coalesce(string_agg(t::text, E'\\n' order by t::text collate \"C\"), '') from read_model.%s t";

  private final TestDatabase database;

  public ReadTables(TestDatabase database) {
    this.database = database;
  }

  /**
   * The first column of the first row as text; the empty string if there is no row or it is null.
   */
  public String text(String sql) {
    List<String> rows = rows(sql);
    return rows.isEmpty() ? "" : rows.getFirst();
  }

  public long number(String sql) {
    return Long.parseLong(text(sql));
  }

  /** The first column of every row as text. */
  public List<String> rows(String sql) {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.connect(database.superuser());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        String value = result.getString(1);
        rows.add(value == null ? "" : value);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
    return rows;
  }

  public void execute(String sql) {
    try (Connection connection = database.connect(database.superuser());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  public long progress(String projection, UUID key) {
    String seq =
        text(
            "select seq from read_model.progress where projection = '%s' and partition_key = '%s'"
                .formatted(projection, key));
    return seq.isEmpty() ? 0 : Long.parseLong(seq);
  }

  /** Every row of every table that a projection fills, as text in a fixed order. */
  public String everything() {
    StringBuilder all = new StringBuilder();
    for (String table :
        List.of(
            "fund_v1",
            "fund_history_v1",
            "fund_config_v1",
            "event_v1",
            "activity_v1",
            "progress")) {
      all.append("== ").append(table).append('\n').append(text(FINGERPRINT.formatted(table)));
      all.append('\n');
    }
    return all.toString();
  }

  /** Every row of every table of one version of a projection, as text in a fixed order. */
  public String contents(String name, int version) {
    StringBuilder all = new StringBuilder();
    for (String table : tables(name)) {
      all.append("== ").append(table).append('\n');
      all.append(text(FINGERPRINT.formatted(table + "_v" + version))).append('\n');
    }
    String progress =
        "select string_agg(partition_key || ' ' || seq, E'\\n' order by partition_key) from read_model.progress where projection = '%s-v%d'";
    return all.append(text(progress.formatted(name, version))).toString();
  }

  private static List<String> tables(String name) {
    return name.equals("fund") ? List.of("fund", "fund_history", "fund_config") : List.of(name);
  }

  /** How many events the live version of a projection has applied or passed over. */
  public long progressed(String name) {
    return number(
        "select coalesce(sum(seq), 0) from read_model.progress where projection = (select name || '-v' || version from read_model.projection where name = '%s' and live)"
            .formatted(name));
  }

  /** Columns, indexes and comments of all tables of a version, without the version. */
  public String shape(int version) {
    return text("""
    select string_agg(line, E'\n' order by line) from (
      select table_name || ' ' || ordinal_position || ' ' || column_name || ' ' || data_type || ' ' || is_nullable
        || coalesce(' ' || collation_name, '') || coalesce(' ' || numeric_precision || ',' || numeric_scale, '') as line
      from information_schema.columns where table_schema = 'read_model' and table_name like '%_v{v}'
      union all select indexdef from pg_indexes where schemaname = 'read_model' and tablename like '%_v{v}'
      union all select c.relname || ' ' || objsubid || ' ' || description from pg_description d
        join pg_class c on c.oid = d.objoid where c.relname like '%_v{v}'
      union all select c.relname || ' ' || array_to_string(relacl, ',') from pg_class c
        where relnamespace = 'read_model'::regnamespace and relkind = 'r' and relname like '%_v{v}') t
    """
            .replace("{v}", Integer.toString(version)))
        .replace("_v" + version, "");
  }

  /** As a rebuild that begins at zero would. */
  public void wipe() {
    execute(
        "truncate read_model.fund_v1, read_model.fund_history_v1, read_model.fund_config_v1,"
            + " read_model.event_v1, read_model.activity_v1, read_model.progress, read_model.settled,"
            + " read_model.applied, read_model.parked");
  }
}
