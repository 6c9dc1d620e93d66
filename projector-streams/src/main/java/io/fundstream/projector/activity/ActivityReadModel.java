package io.fundstream.projector.activity;

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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What happened, in sentences: {@code activity}. Remembers nothing. */
public final class ActivityReadModel implements ReadModel<ActivityRow> {
  private final ProjectionName name;
  private final Map<String, Narrator> narrators;
  private final String insert;

  /**
   * @param narrators one for each context that is told; events of others are passed over
   */
  public ActivityReadModel(int version, Collection<Narrator> narrators) {
    this.name = new ProjectionName("activity", version);
    this.narrators =
        narrators.stream().collect(Collectors.toMap(Narrator::context, Function.identity()));
    this.insert =
        """
        insert into %s (id, tenant, fund_id, type, summary, actor, recorded_at, partition_key, seq)
        select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
          ?::uuid[], ?::bigint[])
        on conflict (id) do nothing
        """
            .formatted(name.table(""));
  }

  @Override
  public ProjectionName name() {
    return name;
  }

  @Override
  public boolean readByOffset() {
    return false;
  }

  @Override
  public Optional<ActivityRow> read(EventEnvelope envelope, RawRecord raw, Payloads payloads) {
    return Optional.ofNullable(narrators.get(envelope.context()))
        .map(narrator -> new ActivityRow(envelope, narrator.tell(envelope, raw, payloads)));
  }

  @Override
  public Changes<ActivityRow> begin(
      Connection connection, List<ActivityRow> events, List<EventEnvelope> skipped) {
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

  private final class Batch implements Changes<ActivityRow> {
    private final List<ActivityRow> rows = new ArrayList<>();

    @Override
    public Outcome fold(ActivityRow row) {
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
      rows.sort(Comparator.comparing(row -> row.envelope().eventId()));
      statements.count(insert, made -> {}, (statement, first) -> bind(statement, first, rows));
    }

    @Override
    public void committed() {
      // Nothing is remembered.
    }
  }

  private static int bind(PreparedStatement statement, int first, List<ActivityRow> rows)
      throws SQLException {
    return new Columns<>(statement, first, rows)
        .addIds(row -> row.envelope().eventId())
        .addIds(row -> row.envelope().tenant())
        .addIds(row -> row.activity().fundId())
        .add("text", row -> row.envelope().shortType())
        .add("text", row -> row.activity().summary())
        .add("text", row -> row.envelope().actor())
        .addInstants(row -> row.envelope().recordedAt())
        .addIds(row -> row.envelope().partitionKey())
        .addLongs(row -> row.envelope().seq())
        .next();
  }
}
