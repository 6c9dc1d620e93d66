package io.fundstream.system;

import fundstream.fund.FundEvent;
import io.fundstream.projector.ContextSlice;
import io.fundstream.projector.fold.Fact;
import io.fundstream.projector.fold.Fold.Change;
import io.fundstream.projector.fold.ProjectionName;
import io.fundstream.projector.fund.FundSlice;
import io.fundstream.projector.table.ReadModelFactory;
import io.fundstream.projector.table.Shape;
import io.fundstream.projector.table.StreamReadModel;
import io.fundstream.projector.table.StreamRow;
import io.fundstream.runtime.database.RecordTable;
import io.fundstream.schemas.EventEnvelope;
import io.fundstream.schemas.fund.FundContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Further projections of the fund context, for tests of what a projection costs: a row a fund. */
final class SeenFunds {
  private static final RecordTable<SeenFund> ROWS = RecordTable.of(SeenFund.class);

  private static final String TABLES =
      """
      create table read_model.%1$s_v{v} (
        id uuid primary key, tenant uuid not null, version int not null, updated_at timestamptz not null
      );
      create table read_model.%1$s_history_v{v} (
        like read_model.%1$s_v{v}, recorded_at timestamptz not null, primary key (id, version)
      );
      """;

  /** A fund as far as its events were seen. */
  record SeenFund(UUID id, UUID tenant, int version, Instant updatedAt)
      implements StreamRow<SeenFund> {
    @Override
    public SeenFund at(int newVersion, Instant recordedAt) {
      return new SeenFund(id, tenant, newVersion, recordedAt);
    }
  }

  private SeenFunds() {}

  /** The fund context with so many projections more than it has. */
  static ContextSlice withMore(int projections) {
    ContextSlice fund = FundSlice.SLICE;
    List<ReadModelFactory<?>> all = new ArrayList<>(fund.readModels());
    for (char name = 'a'; name < 'a' + projections; name++) {
      all.add(projection("seen" + name));
    }
    return new ContextSlice(fund.context(), all, fund.narrators());
  }

  private static ReadModelFactory<Fact<FundEvent>> projection(String name) {
    return new ReadModelFactory<>(
        new Shape(name, 1, List.of(name, name + "_history"), TABLES.formatted(name)),
        version ->
            new StreamReadModel<SeenFund, FundEvent, Void>(
                new ProjectionName(name, version),
                FundContext.EVENTS,
                ROWS,
                SeenFunds::fold,
                (statements, nothing) -> {}));
  }

  private static Change<SeenFund, Void> fold(
      @Nullable SeenFund before, EventEnvelope envelope, FundEvent event) {
    return new Change.Moved<>(
        new SeenFund(
            envelope.streamId(), envelope.tenant(), envelope.version(), envelope.recordedAt()),
        List.of());
  }
}
