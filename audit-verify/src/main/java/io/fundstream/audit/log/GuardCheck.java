package io.fundstream.audit.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks whether the triggers that refuse UPDATE, DELETE and TRUNCATE stand on the log and on every
 * table partition, always enabled. One that does not has changed no event yet, so it is a warning.
 */
public final class GuardCheck {
  private static final String SELECT =
      """
      select t.oid::regclass::text, g.name
      from (select 'event_store.event_log'::regclass as oid
            union all
            select inhrelid from pg_inherits where inhparent = 'event_store.event_log'::regclass) t
      cross join (values ('event_log_is_append_only'), ('event_log_is_never_truncated')) g(name)
      where not exists (select from pg_trigger
                        where tgrelid = t.oid and tgname = g.name and tgenabled = 'A')
      order by 1, 2
      """;

  private GuardCheck() {}

  /** One line for each guard that is missing or not always enabled. */
  public static List<String> warnings(Snapshot snapshot) throws SQLException {
    List<String> warnings = new ArrayList<>();
    try (Statement statement = snapshot.events().createStatement();
        ResultSet row = statement.executeQuery(SELECT)) {
      while (row.next()) {
        warnings.add(
            "the trigger %s on %s is missing or not always enabled"
                .formatted(row.getString(2), row.getString(1)));
      }
    }
    return warnings;
  }
}
