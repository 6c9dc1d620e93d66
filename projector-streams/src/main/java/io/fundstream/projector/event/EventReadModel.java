package io.fundstream.projector.event;

import io.fundstream.projector.fold.Outcome;
import io.fundstream.projector.fold.Payloads;
import io.fundstream.projector.fold.ProjectionName;
import io.fundstream.projector.fold.RawRecord;
import io.fundstream.projector.table.Columns;
import io.fundstream.projector.table.ReadModel;
import io.fundstream.runtime.database.Statements;
import io.fundstream.schemas.EventEnvelope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Every event of every context: {@code event}. Remembers nothing. */
public final class EventReadModel implements ReadModel<EventRow> {
  private final ProjectionName name;
  private final String insert;

  public EventReadModel(int version) {
    this.name = new ProjectionName("event", version);
    this.insert =
        """
        insert into %s (event_id, tenant, context, type, stream_id, version, partition_key, seq, topic, part, "offset",
          actor, correlation_id, effective_on, recorded_at, payload_text, payload, hash)
        select event_id, tenant, context, type, stream_id, version, partition_key, seq, topic, part, "offset",
          actor, correlation_id, effective_on, recorded_at, payload_text, payload_text::jsonb, hash
        from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::int[], ?::uuid[], ?::bigint[], ?::text[],
          ?::int[], ?::bigint[], ?::text[], ?::text[], ?::date[], ?::timestamptz[], ?::text[], ?::bytea[])
          as t (event_id, tenant, context, type, stream_id, version, partition_key, seq, topic, part, "offset",
            actor, correlation_id, effective_on, recorded_at, payload_text, hash)
        on conflict (event_id) do nothing
        """
            .formatted(name.table(""));
  }

  @Override
  public ProjectionName name() {
    return name;
  }

  @Override
  public boolean readByOffset() {
    return true;
  }

  @Override
  public Optional<EventRow> read(EventEnvelope envelope, RawRecord raw, Payloads payloads) {
    return Optional.of(EventProjection.row(envelope, raw, payloads.generic(envelope, raw)));
  }

  @Override
  public Changes<EventRow> begin(
      Connection connection, List<EventRow> events, List<EventEnvelope> skipped) {
    return new Batch();
  }

  @Override
  public void forget() {
    // There is nothing to forget.
  }

  @Override
  public void forget(Collection<UUID> keys) {
    // There is nothing to forget.
  }

  private final class Batch implements Changes<EventRow> {
    private final List<EventRow> rows = new ArrayList<>();

    @Override
    public Outcome fold(EventRow row) {
      rows.add(row);
      return Outcome.folded();
    }

    @Override
    public void skip(EventEnvelope envelope) {
      // Rows stand for themselves: nothing builds on the one that is missing.
    }

    @Override
    public void write(Statements statements) {
      if (rows.isEmpty()) {
        return;
      }
      // In the order of the feed's index, which is also the order in which events came.
      rows.sort(
          Comparator.comparing(EventRow::topic)
              .thenComparingInt(EventRow::part)
              .thenComparingLong(EventRow::offset));
      statements.count(insert, made -> {}, (statement, first) -> bind(statement, first, rows));
    }

    @Override
    public void committed() {
      // Nothing is remembered.
    }
  }

  private static int bind(PreparedStatement statement, int first, List<EventRow> rows)
      throws SQLException {
    return new Columns<>(statement, first, rows)
        .addIds(row -> row.envelope().eventId())
        .addIds(row -> row.envelope().tenant())
        .add("text", row -> row.envelope().context())
        .add("text", row -> row.envelope().shortType())
        .addIds(row -> row.envelope().streamId())
        .add("int4", row -> row.envelope().version())
        .addIds(row -> row.envelope().partitionKey())
        .addLongs(row -> row.envelope().seq())
        .add("text", EventRow::topic)
        .add("int4", EventRow::part)
        .addLongs(EventRow::offset)
        .add("text", row -> row.envelope().actor())
        .add("text", row -> row.envelope().correlationId())
        .add("date", row -> row.envelope().effectiveOn())
        .addInstants(row -> row.envelope().recordedAt())
        .add("text", EventRow::payload)
        .addBytes(row -> row.envelope().hash())
        .next();
  }
}
