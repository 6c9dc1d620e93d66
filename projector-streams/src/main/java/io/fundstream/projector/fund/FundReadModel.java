package io.fundstream.projector.fund;

import io.fundstream.projector.fold.Outcome;
import io.fundstream.projector.fold.Payloads;
import io.fundstream.projector.fold.ProjectionName;
import io.fundstream.projector.fold.RawRecord;
import io.fundstream.projector.fund.FundProjection.Change;
import io.fundstream.projector.fund.FundProjection.ConfigChange;
import io.fundstream.projector.table.BoundedMap;
import io.fundstream.projector.table.ReadModel;
import io.fundstream.runtime.database.Statements;
import io.fundstream.schemas.EventEnvelope;
import io.fundstream.schemas.fund.FundContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Funds: {@code fund}, {@code fund_history}, {@code fund_config}.
 *
 * <p>Remembers at most {@value #REMEMBERED} rows. A fund is its own partition key.
 */
public final class FundReadModel implements ReadModel<FundFact> {
  private static final int REMEMBERED = 20_000;

  private final ProjectionName name;
  private final FundTables tables;
  private final Map<UUID, FundRow> remembered = new BoundedMap<>(REMEMBERED);

  public FundReadModel(int version) {
    this.name = new ProjectionName("fund", version);
    this.tables = new FundTables(name);
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
  public Optional<FundFact> read(EventEnvelope envelope, RawRecord raw, Payloads payloads) {
    if (!envelope.context().equals(FundContext.CONTEXT.name())) {
      return Optional.empty();
    }
    return Optional.of(new FundFact(envelope, FundEventReader.read(envelope, raw, payloads)));
  }

  @Override
  public Changes<FundFact> begin(
      Connection connection, List<FundFact> events, List<EventEnvelope> skipped)
      throws SQLException {
    Map<UUID, FundRow> rows = new HashMap<>();
    Set<UUID> missing = new HashSet<>();
    List<EventEnvelope> all = new ArrayList<>(skipped);
    events.forEach(fact -> all.add(fact.envelope()));
    for (EventEnvelope envelope : all) {
      UUID id = envelope.streamId();
      FundRow row = remembered.get(id);
      if (row != null) {
        rows.put(id, row);
      } else if (envelope.version() > 1) {
        missing.add(id);
      }
    }
    if (!missing.isEmpty()) {
      rows.putAll(tables.read(connection, missing));
    }
    return new Batch(rows);
  }

  @Override
  public void forget() {
    remembered.clear();
  }

  @Override
  public void forget(Collection<UUID> keys) {
    keys.forEach(remembered::remove);
  }

  private final class Batch implements Changes<FundFact> {
    private final Map<UUID, FundRow> rows;
    private final List<FundRow> versions = new ArrayList<>();
    private final List<ConfigChange> configs = new ArrayList<>();

    Batch(Map<UUID, FundRow> rows) {
      this.rows = rows;
    }

    @Override
    public Outcome fold(FundFact fact) {
      UUID id = fact.envelope().streamId();
      return switch (FundProjection.fold(rows.get(id), fact.envelope(), fact.event())) {
        case Change.Known() -> Outcome.folded();
        case Change.Refused(String reason) -> new Outcome.Refused(reason);
        case Change.Moved(FundRow row, Optional<ConfigChange> config) -> {
          rows.put(id, row);
          versions.add(row);
          config.ifPresent(configs::add);
          yield Outcome.folded();
        }
      };
    }

    /** The fund stays as it is, at the version of the event that is left out. */
    @Override
    public void skip(EventEnvelope envelope) {
      FundRow row = rows.get(envelope.streamId());
      if (row != null && envelope.version() == row.version() + 1) {
        FundRow same = row.at(envelope.version(), envelope.recordedAt());
        rows.put(row.id(), same);
        versions.add(same);
      }
    }

    @Override
    public void write(Statements statements) {
      tables.write(statements, versions, configs);
    }

    @Override
    public void committed() {
      versions.forEach(row -> remembered.put(row.id(), row));
    }
  }
}
