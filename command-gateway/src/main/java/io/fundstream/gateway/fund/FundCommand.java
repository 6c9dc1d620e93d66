package io.fundstream.gateway.fund;

import fundstream.fund.FundEvent;
import fundstream.fund.FundListed;
import fundstream.fund.FundRegistered;
import fundstream.fund.FundTermsAmended;
import org.jspecify.annotations.Nullable;

/** What can be asked of a fund. The edge has checked every bound that needs no state. */
public sealed interface FundCommand {

  /** Makes a fund. */
  sealed interface Creation extends FundCommand {

    /** What is recorded if the id is free. */
    FundEvent fund();
  }

  /** Needs a fund. */
  sealed interface Change extends FundCommand {}

  record Register(FundRegistered fund) implements Creation {}

  record RegisterListed(FundListed fund) implements Creation {}

  /**
   * @param wanted what to change; what is so already will not be recorded
   */
  record AmendTerms(FundTermsAmended wanted) implements Change {}

  /**
   * @param config a JSON object, byte for byte as it was sent
   */
  record SaveDraft(String config) implements Change {}

  /**
   * @param configVersion null for the latest draft
   */
  record PublishConfig(@Nullable Integer configVersion) implements Change {}

  record ChangeStatus(FundStatus to, @Nullable String reason) implements Change {}
}
