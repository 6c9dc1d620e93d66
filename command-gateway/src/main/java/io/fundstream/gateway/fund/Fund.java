package io.fundstream.gateway.fund;

import io.soabase.recordbuilder.core.RecordBuilder;

/** A fund's state: only what its rules need to decide. */
public sealed interface Fund {

  /** Nothing was recorded under the id. */
  record Unregistered() implements Fund {}

  /**
   * A fund.
   *
   * @param currency ISO 4217
   * @param latestDraft the greatest configuration version saved; 0 when there is none
   * @param lastPublished the configuration version published last; 0 when there is none
   */
  @RecordBuilder
  record Registered(
      FundTerms terms, String currency, FundStatus status, int latestDraft, int lastPublished)
      implements Fund, FundRegisteredBuilder.With {}

  /** A fund that somebody else administers, for good: {@link FundTerms#LISTED} are its terms. */
  record Listed(FundTerms terms) implements Fund {}
}
