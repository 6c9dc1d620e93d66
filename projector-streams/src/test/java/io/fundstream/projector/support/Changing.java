package io.fundstream.projector.support;

import fundstream.fund.FundEvent;
import fundstream.fund.FundRegistered;
import fundstream.fund.FundTermsAmended;
import io.fundstream.projector.ContextSlice;
import io.fundstream.projector.fold.Fact;
import io.fundstream.projector.fold.Fold;
import io.fundstream.projector.fold.Fold.Change;
import io.fundstream.projector.fold.ProjectionName;
import io.fundstream.projector.table.ReadModelFactory;
import io.fundstream.projector.table.Shape;
import io.fundstream.projector.table.StreamReadModel;
import io.fundstream.projector.table.StreamRow;
import io.fundstream.runtime.database.RecordTable;
import io.fundstream.schemas.EventEnvelope;
import io.fundstream.schemas.fund.FundContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A projection {@code changing} that no migration knows, in two versions of its code: the second
 * has a column more in the middle ({@code came}), one fewer ({@code leaves}) and one of another
 * type ({@code hard_cap}).
 */
public final class Changing {
  /** What every row of the second version has in the column that came. */
  public static final String CAME = "of the second version";

  private static final String DDL =
      """
      create table read_model.changing_v{v} (
        id uuid primary key, tenant uuid not null, version int not null, %s,
        created_at timestamptz not null, updated_at timestamptz not null);
      create table read_model.changing_history_v{v} (
        like read_model.changing_v{v}, recorded_at timestamptz not null, primary key (id, version));
      """;

  private Changing() {}

  public record First(
      UUID id,
      UUID tenant,
      int version,
      String name,
      @Nullable String leaves,
      @Nullable BigDecimal hardCap,
      Instant createdAt,
      Instant updatedAt)
      implements StreamRow<First> {
    @Override
    public First at(int newVersion, Instant recordedAt) {
      return named(newVersion, name, recordedAt);
    }

    First named(int newVersion, String newName, Instant at) {
      return new First(id, tenant, newVersion, newName, leaves, hardCap, createdAt, at);
    }
  }

  public record Second(
      UUID id,
      UUID tenant,
      int version,
      @Nullable String came,
      String name,
      @Nullable String hardCap,
      Instant createdAt,
      Instant updatedAt)
      implements StreamRow<Second> {
    @Override
    public Second at(int newVersion, Instant recordedAt) {
      return named(newVersion, name, recordedAt);
    }

    Second named(int newVersion, String newName, Instant at) {
      return new Second(id, tenant, newVersion, came, newName, hardCap, createdAt, at);
    }
  }

  /** The first version's code. */
  public static ReadModelFactory<Fact<FundEvent>> first() {
    return model(
        1,
        "name text not null, leaves text, hard_cap numeric(20,2)",
        RecordTable.of(First.class),
        Changing::first);
  }

  /** The second version's. */
  public static ReadModelFactory<Fact<FundEvent>> second() {
    return model(
        2,
        "came text, name text not null, hard_cap text",
        RecordTable.of(Second.class),
        Changing::second);
  }

  /** The fund context with this projection alone. */
  public static ContextSlice slice(ReadModelFactory<Fact<FundEvent>> model) {
    return new ContextSlice(FundContext.CONTEXT, List.<ReadModelFactory<?>>of(model), List.of());
  }

  private static <R extends Record & StreamRow<R>> ReadModelFactory<Fact<FundEvent>> model(
      int code, String columns, RecordTable<R> rows, Fold<R, FundEvent, String> fold) {
    return new ReadModelFactory<>(
        new Shape(
            "changing", code, List.of("changing", "changing_history"), DDL.formatted(columns)),
        version ->
            new StreamReadModel<>(
                new ProjectionName("changing", version),
                FundContext.EVENTS,
                rows,
                fold,
                (statements, changes) -> {}));
  }

  private static Change<First, String> first(
      @Nullable First before, EventEnvelope envelope, FundEvent event) {
    Instant at = envelope.recordedAt();
    if (event instanceof FundRegistered e) {
      return moved(
          new First(
              envelope.streamId(), envelope.tenant(), 1, e.name(), "leaves", e.hardCap(), at, at));
    }
    return before == null
        ? new Change.Refused<>("not registered")
        : moved(before.named(envelope.version(), name(event, before.name()), at));
  }

  private static Change<Second, String> second(
      @Nullable Second before, EventEnvelope envelope, FundEvent event) {
    Instant at = envelope.recordedAt();
    if (event instanceof FundRegistered e) {
      String cap = e.hardCap() == null ? null : "at most " + e.hardCap();
      return moved(
          new Second(envelope.streamId(), envelope.tenant(), 1, CAME, e.name(), cap, at, at));
    }
    return before == null
        ? new Change.Refused<>("not registered")
        : moved(before.named(envelope.version(), name(event, before.name()), at));
  }

  private static String name(FundEvent event, String before) {
    return event instanceof FundTermsAmended e && e.name() != null ? e.name() : before;
  }

  private static <R> Change<R, String> moved(R row) {
    return new Change.Moved<>(row, List.of());
  }
}
