package io.fundstream.system.fuzz;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is in the database, for comparing it with what callers were told. */
final class WrittenLog {
  private static final Duration CATCH_UP = Duration.ofSeconds(60);
  private static final int NAMED = 10;

  private final Fuzzer.Connections connections;

  WrittenLog(Fuzzer.Connections connections) {
    this.connections = connections;
  }

  /**
   * @param positions of all events
   */
  record State(Set<String> positions, long claims, long parked) {
    State {
      positions = Set.copyOf(positions);
    }
  }

  State state() throws SQLException {
    return new State(
        new HashSet<>(column("select partition_key || ':' || seq from event_store.event_log")),
        number("select count(*) from event_store.claim"),
        number("select count(*) from read_model.parked"));
  }

  /**
   * What is wrong: events nobody was told of, answers without an event, heads that differ from the
   * log, records that a projection could not take.
   *
   * @param told positions of accepted commands
   */
  List<String> compare(State before, Set<String> told) throws SQLException, InterruptedException {
    State after = state();
    List<String> wrong = new ArrayList<>();
    Set<String> written = new TreeSet<>(after.positions());
    written.removeAll(before.positions());
    Set<String> unexplained = new TreeSet<>(written);
    unexplained.removeAll(told);
    if (!unexplained.isEmpty()) wrong.add("written by a refused request: " + some(unexplained));
    Set<String> lost = new TreeSet<>(told);
    lost.removeAll(after.positions());
    if (!lost.isEmpty()) wrong.add("accepted and not in the log: " + some(lost));
    if (after.claims() != before.claims()) wrong.add("claims were left");
    wrong.addAll(heads());
    wrong.addAll(passed(before));
    return wrong;
  }

  private List<String> heads() throws SQLException {
    List<String> wrong = new ArrayList<>();
    List<String> keys =
        column(
            """
            select coalesce(h.partition_key, l.partition_key)::text
            from event_store.partition_head h full join
              (select partition_key, max(seq) seq from event_store.event_log group by 1) l
              on l.partition_key = h.partition_key
            where h.seq is distinct from l.seq limit 10
            """);
    if (!keys.isEmpty()) wrong.add("partition heads without their events: " + keys);
    List<String> streams =
        column(
            """
            select coalesce(h.stream_id, l.stream_id)::text
            from event_store.stream_head h full join
              (select stream_id, max(version) version from event_store.event_log group by 1) l
              on l.stream_id = h.stream_id
            where h.version is distinct from l.version limit 10
            """);
    if (!streams.isEmpty()) wrong.add("stream heads without their events: " + streams);
    return wrong;
  }

  /** Whatever was accepted must pass every projection. */
  private List<String> passed(State before) throws SQLException, InterruptedException {
    String behind =
        """
        select count(*) from event_store.partition_head h
        cross join (select distinct projection from read_model.progress) p
        left join read_model.progress r
          on r.projection = p.projection and r.partition_key = h.partition_key
        where coalesce(r.seq, 0) < h.seq
        """;
    long deadline = System.nanoTime() + CATCH_UP.toNanos();
    long left = number(behind);
    while (left > 0 && System.nanoTime() < deadline) {
      Thread.sleep(100);
      left = number(behind);
    }
    List<String> wrong = new ArrayList<>();
    long parked = number("select count(*) from read_model.parked") - before.parked();
    if (left > 0) wrong.add(left + " keys were not applied by a projection within " + CATCH_UP);
    if (parked > 0) wrong.add(parked + " accepted events were parked by a projection");
    return wrong;
  }

  private static String some(Set<String> all) {
    return all.size() + ": " + all.stream().limit(NAMED).toList();
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(column(sql).getFirst());
  }

  private List<String> column(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = connections.open();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) values.add(row.getString(1));
    }
    return values;
  }
}
