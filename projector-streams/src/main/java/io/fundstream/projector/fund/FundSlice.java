package io.fundstream.projector.fund;

import fundstream.fund.FundEvent;
import io.fundstream.projector.ContextSlice;
import io.fundstream.projector.fold.Fact;
import io.fundstream.projector.fold.ProjectionName;
import io.fundstream.projector.table.ReadModelFactory;
import io.fundstream.projector.table.Shape;
import io.fundstream.projector.table.StreamReadModel;
import io.fundstream.runtime.database.RecordTable;
import io.fundstream.schemas.fund.FundContext;
import java.util.List;

/** The fund context's part of the projector. */
public final class FundSlice {
  /** One more whenever the same events give other rows: the tables are then filled anew. */
  private static final int CODE = 2;

  private static final RecordTable<FundRow> ROWS = RecordTable.of(FundRow.class);

  public static final ReadModelFactory<Fact<FundEvent>> FUNDS =
      new ReadModelFactory<>(
          Shape.of("fund", CODE, List.of("fund", "fund_history", "fund_config"), FundSlice.class),
          version -> {
            ProjectionName name = new ProjectionName("fund", version);
            return new StreamReadModel<>(
                name,
                FundContext.EVENTS,
                ROWS,
                FundProjection::fold,
                new ConfigTables(name)::write);
          });

  public static final ContextSlice SLICE =
      new ContextSlice(
          FundContext.CONTEXT, List.<ReadModelFactory<?>>of(FUNDS), List.of(new FundNarrator()));

  private FundSlice() {}
}
