package io.fundstream.relay;

import io.fundstream.relay.database.EventLog;
import io.fundstream.relay.database.EventLog.After;
import io.fundstream.relay.database.RelayDatabase;
import io.fundstream.relay.database.ServerIdentity;
import io.fundstream.relay.database.Slot;
import io.fundstream.relay.kafka.SourcePosition;
import io.fundstream.relay.plan.EventRow;
import io.fundstream.relay.plan.Head;
import io.fundstream.relay.plan.Heads;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings Kafka up to a new slot's start when the old slot or the source position is lost, and at
 * the very first start: compares every key with Kafka's heads in the slot's own snapshot, sends
 * what is missing, and leaves a source position to stream on from. Until that position is
 * committed, a crash starts the recovery over; what it has sent by then is known by the heads.
 */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  /** Keys asked for in one query. */
  private static final int KEYS = 500;

  /** Events in one producer transaction. */
  private static final int EVENTS = 2_000;

  private final RelayDatabase database;
  private final Slot slot;
  private final Heads heads;
  private final BatchSender sender;

  Recovery(RelayDatabase database, Slot slot, Heads heads, BatchSender sender) {
    this.database = database;
    this.slot = slot;
    this.heads = heads;
    this.sender = sender;
  }

  /**
   * Recovers.
   *
   * @param session to drop the old slot with
   * @return the committed source position
   * @throws Refused if Kafka is ahead of the database or holds other events: nothing is sent then
   */
  SourcePosition run(Connection session) throws SQLException {
    slot.drop(session);
    ServerIdentity server = ServerIdentity.of(database);
    try (Slot.Created created = slot.create(database);
        Connection snapshot = database.connect("recovery")) {
      open(snapshot, created.snapshot());
      compare(snapshot);
      long sent = send(snapshot);
      snapshot.rollback();
      SourcePosition position =
          new SourcePosition(created.start().asLong(), server.system(), server.timeline(), 0);
      sender.send(List.of(), position, null);
      LOG.info("recovered: {} events sent, streaming goes on from {}", sent, created.start());
      return position;
    }
  }

  private static void open(Connection snapshot, String name) throws SQLException {
    snapshot.setAutoCommit(false);
    snapshot.setReadOnly(true);
    snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try (Statement statement = snapshot.createStatement()) {
      statement.execute("set transaction snapshot '" + name.replace("'", "''") + "'");
    }
  }

  /** Refuses before anything is sent. */
  private void compare(Connection snapshot) throws SQLException {
    List<After> behind = new ArrayList<>(KEYS);
    long[] known = {0};
    EventLog.heads(
        snapshot,
        key -> {
          Head kafka = heads.get(key.key());
          if (kafka == null) {
            return;
          }
          known[0]++;
          if (kafka.seq() > key.head().seq()) {
            throw ahead(
                key.key() + " has " + key.head().seq() + " events, in Kafka " + kafka.seq());
          }
          if (kafka.seq() < key.head().seq()) {
            behind.add(new After(key.key(), kafka));
          } else if (!kafka.sameEvent(key.head())) {
            throw differs(key.key(), kafka.seq());
          }
          if (behind.size() == KEYS) {
            compareEvents(snapshot, behind);
            behind.clear();
          }
        });
    compareEvents(snapshot, behind);
    if (known[0] < heads.size()) {
      throw ahead((heads.size() - known[0]) + " partition keys are in Kafka alone");
    }
  }

  private static void compareEvents(Connection snapshot, List<After> keys) throws SQLException {
    Map<UUID, byte[]> hashes = new HashMap<>();
    EventLog.hashes(snapshot, keys, hashes::put);
    for (After key : keys) {
      Head kafka = java.util.Objects.requireNonNull(key.head(), "only keys that Kafka has");
      byte[] hash = hashes.get(key.key());
      if (hash == null || !java.util.Arrays.equals(hash, kafka.hash())) {
        throw differs(key.key(), kafka.seq());
      }
    }
  }

  private long send(Connection snapshot) throws SQLException {
    List<After> behind = new ArrayList<>(KEYS);
    long[] sent = {0};
    EventLog.heads(
        snapshot,
        key -> {
          Head kafka = heads.get(key.key());
          if (kafka == null || kafka.seq() < key.head().seq()) {
            behind.add(new After(key.key(), kafka));
          }
          if (behind.size() == KEYS) {
            sent[0] += sendKeys(snapshot, behind);
            behind.clear();
          }
        });
    return sent[0] + sendKeys(snapshot, behind);
  }

  private long sendKeys(Connection snapshot, List<After> keys) throws SQLException {
    List<EventRow> rows = new ArrayList<>(EVENTS);
    long[] read = {0};
    EventLog.after(
        snapshot,
        keys,
        row -> {
          read[0]++;
          rows.add(row);
          if (rows.size() == EVENTS) {
            sender.send(rows, null, null);
            rows.clear();
          }
        });
    if (!rows.isEmpty()) {
      sender.send(rows, null, null);
    }
    return read[0];
  }

  private static Refused ahead(String what) {
    return new Refused(
        "Kafka is ahead of the database: "
            + what
            + ". The database was restored from a backup, or this is another Kafka's database."
            + " Nothing is sent; see the runbook on restoring.");
  }

  private static Refused differs(UUID key, long seq) {
    return new Refused(
        "Kafka holds another event at %s:%d than the event log: the hashes differ. The database was"
                .formatted(key, seq)
            + " restored from a backup and written to, or its history was changed. Nothing is sent;"
            + " run verify.");
  }
}
