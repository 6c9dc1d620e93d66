package io.fundstream.gateway.fund;

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
  record Registered(
      FundTerms terms,
      int vintageYear,
      String currency,
      FundStatus status,
      int latestDraft,
      int lastPublished)
      implements Fund {

    Registered with(FundTerms changed) {
      return new Registered(changed, vintageYear, currency, status, latestDraft, lastPublished);
    }

    Registered with(FundStatus changed) {
      return new Registered(terms, vintageYear, currency, changed, latestDraft, lastPublished);
    }

    Registered drafted(int configVersion) {
      return new Registered(terms, vintageYear, currency, status, configVersion, lastPublished);
    }

    Registered published(int configVersion) {
      return new Registered(terms, vintageYear, currency, status, latestDraft, configVersion);
    }
  }
}
