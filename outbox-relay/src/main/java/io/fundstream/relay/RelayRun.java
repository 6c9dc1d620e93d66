package io.fundstream.relay;

import io.fundstream.relay.database.EventLog;
import io.fundstream.relay.database.RelayLock;
import io.fundstream.relay.database.ServerIdentity;
import io.fundstream.relay.database.Slot;
import io.fundstream.relay.database.SlotState;
import io.fundstream.relay.kafka.CommittedState;
import io.fundstream.relay.kafka.HungTransactions;
import io.fundstream.relay.kafka.RelayProducer;
import io.fundstream.relay.kafka.RelayTopics;
import io.fundstream.relay.kafka.SourcePosition;
import io.fundstream.relay.plan.Heads;
import io.fundstream.relay.schema.SchemaIds;
import io.fundstream.relay.schema.StoredSchema;
import io.fundstream.relay.source.OutboxEngine;
import io.fundstream.relay.source.StreamBatch;
import io.fundstream.relay.source.StreamSettings;
import io.fundstream.runtime.database.SchemaVersion;
import io.fundstream.schemas.Context;
import io.fundstream.schemas.registry.ConfluentSchemaRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the relay, in the order that keeps it right: advisory lock, registry and topics, the
 * fence ({@code initTransactions}), what hangs in Kafka, what is committed there, the slot or a
 * recovery, and only then the stream. Whatever fails ends the run, and the next one goes through
 * all of it again.
 */
final class RelayRun {
  private static final Logger LOG = LoggerFactory.getLogger(RelayRun.class);

  /** The versions of schema event_store on which this relay runs; the newest is one to come. */
  private static final int OLDEST_SCHEMA = 3;

  private static final int NEWEST_SCHEMA = 4;

  private final RelayConfig config;
  private final Set<String> contexts;
  private final RelayMetrics metrics;
  private final RelayStatus status;
  private final Slot slot;

  /**
   * Runs of a relay.
   *
   * @param contexts of this release
   */
  RelayRun(RelayConfig config, List<Context> contexts, RelayMetrics metrics, RelayStatus status) {
    this.config = config;
    this.contexts = new TreeSet<>(config.contexts());
    contexts.forEach(context -> this.contexts.add(context.name()));
    this.metrics = metrics;
    this.status = status;
    this.slot = new Slot(config.slot());
  }

  /** Runs until it fails or is interrupted. */
  void run(Runnable up) throws Exception {
    status.enter(RelayStatus.Phase.STANDBY);
    try (RelayLock lock = RelayLock.session(config.database(), config.lockTimeout())) {
      while (!lock.tryTake()) {
        TimeUnit.MILLISECONDS.sleep(config.standbyPoll().toMillis());
      }
      status.enter(RelayStatus.Phase.PREPARING);
      SchemaVersion.check(config.database().source(), "event_store", OLDEST_SCHEMA, NEWEST_SCHEMA);
      try (Heartbeat heartbeat = new Heartbeat(lock, slot, config.pace(), metrics)) {
        active(heartbeat, up);
      }
    } finally {
      status.enter(RelayStatus.Phase.DOWN);
    }
  }

  private void active(Heartbeat heartbeat, Runnable up) throws Exception {
    try (Connection log = config.database().connect("log");
        ConfluentSchemaRegistry registry = new ConfluentSchemaRegistry(config.registryUrl());
        HungTransactions hung = new HungTransactions(config.kafka());
        RelayProducer producer = new RelayProducer(config.kafka())) {
      SchemaIds schemas = new SchemaIds(registry, () -> schemas(log));
      schemas.registerAll();
      Set<String> known = new TreeSet<>(contexts);
      known.addAll(schemas.contexts());
      RelayTopics topics = new RelayTopics(config.kafka());
      topics.ensure(known);
      producer.init();
      Heads heads = new Heads();
      BatchSender sender = new BatchSender(log, producer, topics, schemas, heads, metrics, known);
      abort(hung, sender);
      SourcePosition start = startPosition(log, producer, heads, sender, known);
      stream(start, sender, hung, heartbeat, up);
    }
  }

  private void abort(HungTransactions hung, BatchSender sender) {
    Set<String> aborted = hung.abort(sender.contexts(), sender::disown);
    if (!aborted.isEmpty()) {
      LOG.warn("undecided in Kafka, aborted, and sent again: {}", aborted);
      metrics.hung(aborted.size());
    }
  }

  private SourcePosition startPosition(
      Connection log, RelayProducer producer, Heads heads, BatchSender sender, Set<String> known)
      throws SQLException {
    CommittedState committed = new CommittedState(config.kafka());
    producer.endsAt(committed.ends(known));
    SourcePosition position = committed.position();
    committed.loadHeads(heads);
    if ((position != null && heads.size() < position.keys()) || !committed.covers(heads, known)) {
      LOG.warn("heads are lost: {} are left; the topics are scanned for them", heads.size());
      committed.scanHeads(known, heads);
      sender.keep(heads);
    }
    metrics.keys(heads.size());
    Optional<String> unusable = unusable(log, position);
    if (position != null && unusable.isEmpty()) {
      slot.release(log);
      return position;
    }
    status.enter(RelayStatus.Phase.RECOVERING);
    LOG.warn("a new slot is made: {}", unusable.orElse("there is no source position"));
    metrics.recovered();
    return new Recovery(config.database(), slot, heads, sender).run(log);
  }

  /** Why the slot cannot be streamed from at that position. */
  private Optional<String> unusable(Connection log, @Nullable SourcePosition position)
      throws SQLException {
    if (position == null) {
      return Optional.of("there is no source position in Kafka");
    }
    if (position.believesNothing()) {
      return Optional.of("a transaction had hung in Kafka");
    }
    ServerIdentity server = ServerIdentity.of(config.database());
    if (!server.system().equals(position.system()) || server.timeline() != position.timeline()) {
      return Optional.of("the source position is of another server or timeline");
    }
    if (server.end().asLong() < position.lsn()) {
      return Optional.of("the source position lies behind the end of the write-ahead log");
    }
    return switch (slot.state(log)) {
      case SlotState.Missing() -> Optional.of("there is no slot " + slot.name());
      case SlotState.Lost(String why) -> Optional.of("the slot is lost, " + why);
      case SlotState.Usable usable ->
          usable.confirmed().asLong() > position.lsn()
              ? Optional.of("the slot is ahead of the source position")
              : Optional.empty();
    };
  }

  private void stream(
      SourcePosition start,
      BatchSender sender,
      HungTransactions hung,
      Heartbeat heartbeat,
      Runnable up)
      throws Exception {
    StreamSettings settings =
        new StreamSettings(
            config.database(),
            slot.name(),
            config.kafka().bootstrap(),
            start.lsn(),
            config.maxRows(),
            config.maxBytes());
    Position position = new Position(start);
    try (OutboxEngine engine =
        new OutboxEngine(
            settings,
            batch -> {
              hung.look(sender.contexts());
              send(batch, position, sender, heartbeat);
            })) {
      engine.start();
      engine.started().get();
      heartbeat.streaming();
      status.enter(RelayStatus.Phase.STREAMING);
      up.run();
      CompletableFuture.anyOf(engine.ended(), heartbeat.failed()).get();
      throw new IllegalStateException("the stream has ended");
    } catch (ExecutionException e) {
      throw RelayStatus.root(e);
    }
  }

  private static void send(
      StreamBatch batch, Position position, BatchSender sender, Heartbeat heartbeat)
      throws SQLException {
    SourcePosition next = position.at(batch.commitLsn());
    sender.send(batch.rows(), next, batch.settled());
    position.current = next;
    heartbeat.committed(!batch.rows().isEmpty(), batch.settled() != null);
  }

  private static List<StoredSchema> schemas(Connection log) {
    try {
      return EventLog.schemas(log);
    } catch (SQLException e) {
      throw new IllegalStateException("reading event_schema", e);
    }
  }

  /** The source position, which only moves forward. */
  private static final class Position {
    private SourcePosition current;

    Position(SourcePosition start) {
      this.current = start;
    }

    SourcePosition at(long lsn) {
      return new SourcePosition(
          Math.max(current.lsn(), lsn), current.system(), current.timeline(), current.keys());
    }
  }
}
