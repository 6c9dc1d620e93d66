package io.fundstream.projector.support;

import io.fundstream.projector.fold.Outcome;
import io.fundstream.projector.fold.Payloads;
import io.fundstream.projector.fold.ProjectionName;
import io.fundstream.projector.fold.RawRecord;
import io.fundstream.projector.table.Columns;
import io.fundstream.projector.table.ReadModel;
import io.fundstream.projector.table.ReadModelFactory;
import io.fundstream.projector.table.Shape;
import io.fundstream.runtime.database.Statements;
import io.fundstream.schemas.EventEnvelope;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A projection for tests: one row an event, and nothing but the key and the seq of it. */
public final class Tally implements ReadModel<EventEnvelope> {
  private static final String DDL =
      """
      create table read_model.%s_v{v} (partition_key uuid, seq bigint, primary key (partition_key, seq));
      grant select on read_model.%1$s_v{v} to fundstream_query;
      """;

  private final ProjectionName name;

  public Tally(String name, int version) {
    this.name = new ProjectionName(name, version);
  }

  public static ReadModelFactory<EventEnvelope> factory(String name) {
    return new ReadModelFactory<>(shape(name), version -> new Tally(name, version));
  }

  /** Its one table. */
  public static Shape shape(String name) {
    return new Shape(name, 1, List.of(name), DDL.formatted(name));
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
  public Optional<EventEnvelope> read(EventEnvelope envelope, RawRecord raw, Payloads payloads) {
    return Optional.of(envelope);
  }

  @Override
  public Changes<EventEnvelope> begin(
      Connection connection, List<EventEnvelope> events, List<EventEnvelope> skipped) {
    return new Batch();
  }

  @Override
  public void forget() {
    // Nothing is remembered.
  }

  @Override
  public void forget(Collection<UUID> keys) {
    // Nothing is remembered.
  }

  private final class Batch implements Changes<EventEnvelope> {
    private final List<EventEnvelope> rows = new ArrayList<>();

    @Override
    public Outcome fold(EventEnvelope event) {
      rows.add(event);
      return Outcome.folded();
    }

    @Override
    public void skip(EventEnvelope envelope) {
      // Nothing builds on what is left out.
    }

    /** Without "on conflict": a row that is written twice is seen. */
    @Override
    public void write(Statements statements) {
      if (!rows.isEmpty()) {
        statements.count(
            "insert into %s select * from unnest(?::uuid[], ?::bigint[])".formatted(name.table("")),
            n -> {},
            (statement, first) ->
                new Columns<>(statement, first, rows)
                    .addIds(EventEnvelope::partitionKey)
                    .addLongs(EventEnvelope::seq)
                    .next());
      }
    }

    @Override
    public void committed() {
      // Nothing is remembered.
    }
  }
}
