package io.fundstream.projector.table;

import io.fundstream.projector.fold.Fact;
import io.fundstream.projector.fold.Fold;
import io.fundstream.projector.fold.Fold.Change;
import io.fundstream.projector.fold.Outcome;
import io.fundstream.projector.fold.Payloads;
import io.fundstream.projector.fold.ProjectionName;
import io.fundstream.projector.fold.RawRecord;
import io.fundstream.runtime.database.RecordTable;
import io.fundstream.runtime.database.Statements;
import io.fundstream.schemas.Event;
import io.fundstream.schemas.EventEnvelope;
import io.fundstream.schemas.Events;
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
import org.jspecify.annotations.Nullable;

/**
 * A row for each stream of a context, its history, and what hangs on it.
 *
 * <p>Remembers at most {@value #REMEMBERED} rows. A stream is its own partition key.
 */
public final class StreamReadModel<R extends Record & StreamRow<R>, E extends Event, X>
    implements ReadModel<Fact<E>> {
  private static final int REMEMBERED = 20_000;

  /** Writes what happened beside the rows. */
  @FunctionalInterface
  public interface Beside<X> {
    void write(Statements statements, List<X> changes);
  }

  private final ProjectionName name;
  private final Events<E> events;
  private final RecordTable<R> record;
  private final Fold<R, E, X> fold;
  private final Beside<X> beside;
  private final Map<UUID, R> remembered = new BoundedMap<>(REMEMBERED);

  /** Of the tables as they are when the run begins; null until its first batch. */
  private @Nullable StreamTables<R> tables;

  public StreamReadModel(
      ProjectionName name,
      Events<E> events,
      RecordTable<R> rows,
      Fold<R, E, X> fold,
      Beside<X> beside) {
    this.name = name;
    this.events = events;
    this.record = rows;
    this.fold = fold;
    this.beside = beside;
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
  public Optional<Fact<E>> read(EventEnvelope envelope, RawRecord raw, Payloads payloads) {
    return events.context().equals(envelope.context())
        ? Optional.of(new Fact<>(envelope, payloads.event(events, envelope, raw)))
        : Optional.empty();
  }

  @Override
  public Changes<Fact<E>> begin(
      Connection connection, List<Fact<E>> facts, List<EventEnvelope> skipped) throws SQLException {
    Map<UUID, R> rows = new HashMap<>();
    Set<UUID> missing = new HashSet<>();
    List<EventEnvelope> all = new ArrayList<>(skipped);
    facts.forEach(fact -> all.add(fact.envelope()));
    for (EventEnvelope envelope : all) {
      UUID id = envelope.streamId();
      R row = remembered.get(id);
      if (row != null) {
        rows.put(id, row);
      } else if (envelope.version() > 1) {
        missing.add(id);
      }
    }
    StreamTables<R> known = tables(connection);
    if (!missing.isEmpty()) {
      rows.putAll(known.read(connection, missing));
    }
    return new Batch(known, rows);
  }

  private StreamTables<R> tables(Connection connection) throws SQLException {
    StreamTables<R> known = tables;
    if (known == null) {
      known = StreamTables.of(connection, name, record);
      tables = known;
    }
    return known;
  }

  @Override
  public void forget() {
    remembered.clear();
  }

  @Override
  public void forget(Collection<UUID> keys) {
    keys.forEach(remembered::remove);
  }

  private final class Batch implements Changes<Fact<E>> {
    private final StreamTables<R> into;
    private final Map<UUID, R> rows;
    private final List<R> versions = new ArrayList<>();
    private final List<X> changes = new ArrayList<>();

    Batch(StreamTables<R> into, Map<UUID, R> rows) {
      this.into = into;
      this.rows = rows;
    }

    @Override
    public Outcome fold(Fact<E> fact) {
      EventEnvelope envelope = fact.envelope();
      @Nullable R before = rows.get(envelope.streamId());
      int expected = before == null ? 1 : before.version() + 1;
      if (envelope.version() < expected) {
        return Outcome.folded(); // the row has that version already
      }
      if (envelope.version() > expected) {
        return new Outcome.Refused(
            "version %d of the stream cannot follow version %d"
                .formatted(envelope.version(), expected - 1));
      }
      return switch (fold.fold(before, envelope, fact.event())) {
        case Change.Refused<R, X>(String reason) -> new Outcome.Refused(reason);
        case Change.Moved<R, X>(R row, List<X> besides) -> {
          rows.put(row.id(), row);
          versions.add(row);
          changes.addAll(besides);
          yield Outcome.folded();
        }
      };
    }

    /** The stream stays as it is, at the version of the event that is left out. */
    @Override
    public void skip(EventEnvelope envelope) {
      R row = rows.get(envelope.streamId());
      if (row != null && envelope.version() == row.version() + 1) {
        R same = row.at(envelope.version(), envelope.recordedAt());
        rows.put(row.id(), same);
        versions.add(same);
      }
    }

    @Override
    public void write(Statements statements) {
      into.write(statements, versions);
      beside.write(statements, changes);
    }

    @Override
    public void committed() {
      versions.forEach(row -> remembered.put(row.id(), row));
    }
  }
}
