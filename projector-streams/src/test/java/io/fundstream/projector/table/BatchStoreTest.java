package io.fundstream.projector.table;

import static org.assertj.core.api.Assertions.assertThat;

import fundstream.fund.FundEvent;
import io.fundstream.parts.TestDatabase;
import io.fundstream.projector.fold.Arrival;
import io.fundstream.projector.fold.Fact;
import io.fundstream.projector.fold.RawRecord;
import io.fundstream.projector.fund.FundSlice;
import io.fundstream.projector.support.Funds;
import io.fundstream.projector.support.ReadTables;
import io.fundstream.projector.support.TestEvent;
import io.fundstream.schemas.EventEnvelope;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a thread takes for new or knows already, and what the database says to that. */
class BatchStoreTest {
  private final TestDatabase database = TestDatabase.fresh();
  private final ReadTables tables = new ReadTables(database);
  private final Funds fund = new Funds();
  private final TestEvent first = fund.registered("First");
  private final TestEvent second = fund.renamed("Second");
  private final TestEvent third = fund.renamed("Third");

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @Test
  void a_key_that_was_taken_for_new_and_is_not_goes_on_from_where_it_is() throws Exception {
    store(thread(), first, second);
    Stored again = store(thread(), first, second, third);
    assertThat(again.duplicates()).isEqualTo(2);
    assertThat(again.passed()).isEqualTo(1);
    assertThat(progress(fund.id())).isEqualTo(3);
  }

  @Test
  void new_keys_are_stored_beside_one_that_comes_again() throws Exception {
    store(thread(), first);
    Thread replaying = thread();
    List<Funds> others = Stream.generate(Funds::new).limit(3).toList();
    Stored stored =
        store(
            replaying,
            Stream.concat(Stream.of(first), others.stream().map(f -> f.registered("Other")))
                .toArray(TestEvent[]::new));
    assertThat(stored.duplicates()).isEqualTo(1);
    assertThat(stored.passed()).isEqualTo(3);
    for (Funds other : others) assertThat(progress(other.id())).isEqualTo(1);
    assertThat(store(replaying, new Funds().registered("Later")).passed()).isEqualTo(1);
  }

  @Test
  void a_thread_whose_key_was_moved_on_by_another_looks_again_and_stores_what_is_new()
      throws Exception {
    Thread late = thread();
    store(late, first);
    store(thread(), first, second);
    TestEvent stranger = new Funds().registered("Beside it");
    Stored stored = store(late, second, third, stranger);
    assertThat(stored.duplicates()).isEqualTo(1);
    assertThat(stored.passed()).isEqualTo(2);
    assertThat(progress(fund.id())).isEqualTo(3);
    assertThat(progress(stranger.key())).isEqualTo(1);
  }

  private record Thread(BatchStore store, MemberStore<Fact<FundEvent>> member) {}

  /** What a stream thread has when it starts. */
  private Thread thread() {
    MemberStore<Fact<FundEvent>> member = new MemberStore<>(FundSlice.FUNDS.create(1));
    return new Thread(new BatchStore(database.as("fundstream_projector"), List.of(member)), member);
  }

  private static Stored store(Thread thread, TestEvent... events) throws SQLException {
    Stream.of(events).map(BatchStoreTest::passed).forEach(thread.member()::take);
    thread.store().store();
    return thread.member().stored();
  }

  private long progress(UUID key) {
    return tables.progress("fund-v1", key);
  }

  /** Only the progress counts here, so the events are ones that the projection has no use for. */
  private static Arrival<Fact<FundEvent>> passed(TestEvent event) {
    Map<String, byte[]> headers = new HashMap<>();
    event
        .headers()
        .forEach((name, value) -> headers.put(name, value.getBytes(StandardCharsets.UTF_8)));
    byte[] key = event.key().toString().getBytes(StandardCharsets.UTF_8);
    RawRecord raw = new RawRecord(event.topic(), 0, event.seq(), key, new byte[0], headers);
    return new Arrival.Passed<>(raw, EventEnvelope.read(key, raw::header));
  }
}
