package io.fundstream.projector.fund;

import io.fundstream.projector.ContextSlice;
import io.fundstream.projector.table.ReadModelFactory;
import io.fundstream.projector.table.Shape;
import io.fundstream.schemas.fund.FundContext;
import java.util.List;

/** The fund context's part of the projector. */
public final class FundSlice {
  /** One more whenever the same events give other rows: the tables are then filled anew. */
  private static final int CODE = 1;

  private static final ReadModelFactory<FundFact> FUNDS =
      new ReadModelFactory<>(
          Shape.of("fund", CODE, List.of("fund", "fund_history", "fund_config"), FundSlice.class),
          FundReadModel::new);

  public static final ContextSlice SLICE =
      new ContextSlice(
          FundContext.CONTEXT, List.<ReadModelFactory<?>>of(FUNDS), List.of(new FundNarrator()));

  private FundSlice() {}
}
