package io.fundstream.gateway.fund;

import fundstream.fund.FundRegistered;
import fundstream.fund.FundTermsAmended;
import org.jspecify.annotations.Nullable;

/** What can be asked of a fund. The edge has checked every bound that needs no state. */
public sealed interface FundCommand {

  /**
   * @param fund what is recorded if it is granted
   */
  record Register(FundRegistered fund) implements FundCommand {}

  /**
   * @param wanted what to change; what is so already will not be recorded
   */
  record AmendTerms(FundTermsAmended wanted) implements FundCommand {}

  /**
   * @param config a JSON object, byte for byte as it was sent
   */
  record SaveDraft(String config) implements FundCommand {}

  /**
   * @param configVersion null for the latest draft
   */
  record PublishConfig(@Nullable Integer configVersion) implements FundCommand {}

  record ChangeStatus(FundStatus to, @Nullable String reason) implements FundCommand {}
}
