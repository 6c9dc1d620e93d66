package io.fundstream.system.upgrade;

import io.fundstream.system.stack.StackProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Short looks at the stack's tables. */
final class Tables {
  private static final String BEHIND =
      """
      select count(*) from event_store.partition_head h
        cross join read_model.projection p
        left join read_model.progress g
          on g.projection = p.name || '-v' || p.version and g.partition_key = h.partition_key
      where p.live and h.seq > 0 and h.seq <> coalesce(g.seq, 0) and not exists (
        select from read_model.parked k
        where k.projection = p.name || '-v' || p.version and k.partition_key = h.partition_key)
      """;

  private final StackProcess stack;

  Tables(StackProcess stack) {
    this.stack = stack;
  }

  /** How many keys are not at their last event, of those that do not stand still. */
  long behind() throws SQLException {
    return Long.parseLong(texts(BEHIND).getFirst());
  }

  /** Every parked record. */
  List<String> parked() throws SQLException {
    return texts(
        """
        select concat_ws(' ', projection, partition_key, topic, part, "offset", seq, poison)
        from read_model.parked order by 1
        """);
  }

  /** The versions of the projections that are being filled. */
  List<String> filling() throws SQLException {
    return texts(
        "select name || '-v' || version from read_model.projection where not live and not retired");
  }

  /** Every version of every projection that is not gone. */
  List<String> versions() throws SQLException {
    return texts(
        """
        select name || '-v' || version || ' code ' || code
          || case when live then ' serves' when retired then ' goes' else ' is being filled' end
        from read_model.projection where not cleaned order by 1
        """);
  }

  /** The fingerprints and texts of the schemas that events name. */
  List<String> schemas() throws SQLException {
    return texts(
        "select encode(fingerprint, 'hex') || ' ' || json from event_store.event_schema order by 1");
  }

  /** The first column of a query. */
  List<String> texts(String sql) throws SQLException {
    try (Connection database = stack.database();
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (row.next()) texts.add(row.getString(1));
      return texts;
    }
  }

  /** Changes something that no service may change. */
  void run(String sql) throws SQLException {
    try (Connection database = stack.database();
        Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }
}
