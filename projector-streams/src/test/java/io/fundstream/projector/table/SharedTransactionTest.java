package io.fundstream.projector.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fundstream.parts.TestDatabase;
import io.fundstream.projector.fold.Arrival;
import io.fundstream.projector.fold.RawRecord;
import io.fundstream.projector.support.Funds;
import io.fundstream.projector.support.ReadTables;
import io.fundstream.projector.support.Tally;
import io.fundstream.projector.support.TestEvent;
import io.fundstream.schemas.EventEnvelope;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three projections store what they make of the same records together. */
class SharedTransactionTest {
  private static final List<String> NAMES = List.of("one", "two", "three");

  private final TestDatabase database = TestDatabase.fresh();
  private final ReadTables tables = new ReadTables(database);
  private final Funds fund = new Funds();

  @BeforeEach
  void makeTables() throws SQLException {
    for (String name : NAMES) {
      execute(Tally.shape(name).create(1));
    }
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  /** As the projector does, so that the tables are its own. */
  private void execute(String sql) throws SQLException {
    try (Connection connection = database.as("fundstream_projector").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A stream thread that feeds some of them. */
  private final class Thread {
    private final List<MemberStore<EventEnvelope>> members = new ArrayList<>();
    private final BatchStore store;

    Thread(List<String> names) {
      names.forEach(name -> members.add(new MemberStore<>(new Tally(name, 1))));
      store = new BatchStore(database.as("fundstream_projector"), List.copyOf(members));
    }

    void store(TestEvent... events) throws SQLException {
      for (TestEvent event : events) {
        RawRecord raw = raw(event);
        EventEnvelope envelope = EventEnvelope.read(raw.key(), raw::header);
        members.forEach(member -> member.take(new Arrival.Event<>(raw, envelope, envelope)));
      }
      store.store();
    }
  }

  private static RawRecord raw(TestEvent event) {
    Map<String, byte[]> headers = new HashMap<>();
    event
        .headers()
        .forEach((name, value) -> headers.put(name, value.getBytes(StandardCharsets.UTF_8)));
    byte[] key = event.key().toString().getBytes(StandardCharsets.UTF_8);
    return new RawRecord(event.topic(), 0, event.seq(), key, new byte[0], headers);
  }

  private List<Long> progress(UUID key) {
    return NAMES.stream().map(name -> tables.progress(name + "-v1", key)).toList();
  }

  private List<Long> rows() {
    return NAMES.stream()
        .map(name -> tables.number("select count(*) from read_model." + name + "_v1"))
        .toList();
  }

  /** By which transactions progress was written last. */
  private List<String> transactions() {
    return tables.rows("select distinct xmin from read_model.progress");
  }

  @Test
  void rows_and_progress_of_all_are_written_in_one_transaction() throws Exception {
    Thread thread = new Thread(NAMES);
    List<TestEvent> events = new ArrayList<>(List.of(fund.registered("New")));
    for (int i = 0; i < 50; i++) {
      events.add(fund.renamed("Name " + i));
      events.add(new Funds().registered("Other " + i));
    }
    thread.store(events.toArray(TestEvent[]::new));
    assertThat(transactions()).hasSize(1);
    assertThat(rows()).containsExactly(101L, 101L, 101L);
    assertThat(progress(fund.id())).containsExactly(51L, 51L, 51L);
    assertThat(tables.rows("select distinct xmin from read_model.one_v1"))
        .isEqualTo(transactions());
  }

  @Test
  void who_cannot_take_a_record_parks_it_and_the_others_go_on() throws Exception {
    execute("alter table read_model.two_v1 add check (seq <> 2)");
    Funds other = new Funds();
    new Thread(NAMES)
        .store(
            fund.registered("One"),
            fund.renamed("Two"),
            other.registered("Beside it"),
            fund.renamed("Three"));
    assertThat(progress(fund.id())).containsExactly(3L, 1L, 3L);
    assertThat(progress(other.id())).containsExactly(1L, 1L, 1L);
    assertThat(
            tables.rows(
                "select projection || ' ' || seq || ' ' || poison from read_model.parked order by seq"))
        .containsExactly("two-v1 2 true", "two-v1 3 false");
  }

  @Test
  void whose_statements_fail_is_named_and_nothing_is_stored() throws Exception {
    Thread thread = new Thread(NAMES);
    thread.store(fund.registered("One"));
    execute("drop table read_model.three_v1");
    assertThatThrownBy(() -> thread.store(fund.renamed("Two"), new Funds().registered("Beside")))
        .isInstanceOfSatisfying(
            MemberFailed.class, failed -> assertThat(failed.projection()).isEqualTo("three-v1"));
    assertThat(progress(fund.id())).containsExactly(1L, 1L, 1L);
    assertThat(tables.number("select count(*) from read_model.one_v1")).isEqualTo(1);
  }

  @Test
  void another_group_that_feeds_the_same_tables_makes_nobody_lose_or_write_twice()
      throws Exception {
    Thread all = new Thread(NAMES);
    Thread second = new Thread(List.of("two"));
    TestEvent first = fund.registered("One");
    all.store(first);
    second.store(first);
    for (int i = 0; i < 5; i++) {
      TestEvent next = fund.renamed("Name " + i);
      TestEvent beginning = new Funds().registered("Other " + i);
      Thread faster = i % 2 == 0 ? all : second;
      faster.store(next, beginning);
      (faster == all ? second : all).store(next, beginning);
    }
    assertThat(progress(fund.id())).containsExactly(6L, 6L, 6L);
    assertThat(rows()).containsExactly(11L, 11L, 11L);
    assertThat(tables.rows("select reason from read_model.parked")).isEmpty();
  }
}
