package io.fundstream.projector.fund;

import io.fundstream.projector.ContextSlice;
import io.fundstream.projector.table.ReadModelFactory;
import io.fundstream.schemas.fund.FundContext;
import java.util.List;

/** The fund context's part of the projector. */
public final class FundSlice {
  /** The version of its tables. */
  private static final int VERSION = 1;

  private static final ReadModelFactory<FundFact> FUNDS = () -> new FundReadModel(VERSION);

  public static final ContextSlice SLICE =
      new ContextSlice(
          FundContext.CONTEXT, List.<ReadModelFactory<?>>of(FUNDS), List.of(new FundNarrator()));

  private FundSlice() {}
}
