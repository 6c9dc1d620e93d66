package io.fundstream.relay;

import io.fundstream.relay.database.EventLog;
import io.fundstream.relay.kafka.EventRecords;
import io.fundstream.relay.kafka.Outgoing;
import io.fundstream.relay.kafka.RelayProducer;
import io.fundstream.relay.kafka.RelayTopics;
import io.fundstream.relay.kafka.SourcePosition;
import io.fundstream.relay.plan.BatchPlan;
import io.fundstream.relay.plan.BatchPlan.Gap;
import io.fundstream.relay.plan.EventRow;
import io.fundstream.relay.plan.Head;
import io.fundstream.relay.plan.Heads;
import io.fundstream.relay.schema.SchemaIds;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends rows: plans them against the heads, fills gaps from the log, commits them with heads and
 * source position in one transaction. Used by one thread at a time.
 */
final class BatchSender {
  private static final Logger LOG = LoggerFactory.getLogger(BatchSender.class);

  /** More missing events than this are a recovery's work, which reads with a cursor. */
  static final int MAX_FILL = 10_000;

  private final Connection log;
  private final RelayProducer producer;
  private final RelayTopics topics;
  private final SchemaIds schemas;
  private final Heads heads;
  private final RelayMetrics metrics;
  private final Set<String> contexts;

  BatchSender(
      Connection log,
      RelayProducer producer,
      RelayTopics topics,
      SchemaIds schemas,
      Heads heads,
      RelayMetrics metrics,
      Set<String> contexts) {
    this.log = log;
    this.producer = producer;
    this.topics = topics;
    this.schemas = schemas;
    this.heads = heads;
    this.metrics = metrics;
    this.contexts = new HashSet<>(contexts);
  }

  /** Those whose topics exist. */
  Set<String> contexts() {
    return Collections.unmodifiableSet(contexts);
  }

  /** Too much is missing to fill it batch by batch. */
  static final class TooMuchMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMuchMissing(long events) {
      super(events + " events are missing in Kafka before this batch");
    }
  }

  /**
   * Sends what Kafka does not hold yet; when it returns, everything is committed.
   *
   * @param position what the source position is then; null during a recovery
   * @param settled up to when everything recorded is sent then; null if not known
   * @throws Refused if the database and Kafka do not belong together
   */
  void send(List<EventRow> rows, @Nullable SourcePosition position, @Nullable Instant settled)
      throws SQLException {
    BatchPlan.Ready plan = planned(rows);
    List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>(plan.send().size());
    for (EventRow row : plan.send()) {
      int schema = schemas.id(row.payload());
      if (contexts.add(row.context())) {
        topics.ensure(Set.of(row.context()));
      }
      events.add(EventRecords.of(row, schema));
    }
    SourcePosition counted = position == null ? null : position.keys(keysAfter(plan));
    Outgoing outgoing = new Outgoing(events, plan.heads(), counted, settled);
    producer.commit(outgoing);
    heads.putAll(plan.heads());
    metrics.committed(
        outgoing, plan.send().isEmpty() ? Instant.EPOCH : plan.send().getLast().recordedAt());
    metrics.skipped(plan.skipped());
    metrics.keys(heads.size());
  }

  /** Writes all heads to Kafka; nothing else changes. */
  void keep(Heads all) {
    Map<UUID, Head> some = new HashMap<>();
    all.forEach((key, head) -> {
      some.put(key, head);
      if (some.size() == MAX_FILL) {
        producer.commit(new Outgoing(List.of(), some, null, null));
        some.clear();
      }
    });
    producer.commit(new Outgoing(List.of(), some, null, null));
  }

  /** Makes the next start work out heads and position from the events themselves. */
  void disown() {
    producer.commit(new Outgoing(List.of(), Map.of(), SourcePosition.disowned(), null));
  }

  private long keysAfter(BatchPlan.Ready plan) {
    long added = plan.heads().keySet().stream().filter(key -> heads.get(key) == null).count();
    return heads.size() + added;
  }

  private BatchPlan.Ready planned(List<EventRow> rows) throws SQLException {
    return switch (BatchPlan.of(heads, rows)) {
      case BatchPlan.Ready ready -> ready;
      case BatchPlan.Conflict conflict -> throw new Refused(conflict.reason());
      case BatchPlan.Missing missing -> plannedAgain(rows, missing);
    };
  }

  private BatchPlan.Ready plannedAgain(List<EventRow> rows, BatchPlan.Missing missing)
      throws SQLException {
    List<List<EventRow>> found = fill(missing);
    return switch (BatchPlan.of(heads, BatchPlan.fill(rows, missing, found))) {
      case BatchPlan.Ready ready -> ready;
      case BatchPlan.Conflict conflict -> throw new Refused(conflict.reason());
      case BatchPlan.Missing still ->
          throw new Refused("the event log itself has a gap: " + still.gaps());
    };
  }

  private List<List<EventRow>> fill(BatchPlan.Missing missing) throws SQLException {
    long events = missing.gaps().stream().mapToLong(Gap::events).sum();
    if (events > MAX_FILL) {
      throw new TooMuchMissing(events);
    }
    LOG.info("{} events of {} keys are filled in from the log", events, missing.gaps().size());
    List<List<EventRow>> found = new ArrayList<>();
    for (Gap gap : missing.gaps()) {
      found.add(EventLog.between(log, gap.key(), gap.after(), gap.from(), gap.to()));
    }
    metrics.filled(Math.toIntExact(events));
    return found;
  }
}
