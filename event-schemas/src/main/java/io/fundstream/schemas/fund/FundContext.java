package io.fundstream.schemas.fund;

import fundstream.fund.FundConfigPublished;
import fundstream.fund.FundDraftSaved;
import fundstream.fund.FundRegistered;
import fundstream.fund.FundStatusChanged;
import fundstream.fund.FundTermsAmended;
import io.fundstream.schemas.Context;
import java.util.List;

/** The fund context: a fund's terms, status and configuration. Partition key: the fund. */
public final class FundContext {
  public static final Context CONTEXT =
      Context.of(
          "fund",
          "fund",
          List.of(
              FundRegistered.getClassSchema(),
              FundTermsAmended.getClassSchema(),
              FundStatusChanged.getClassSchema(),
              FundDraftSaved.getClassSchema(),
              FundConfigPublished.getClassSchema()));

  private FundContext() {}
}
