package io.fundstream.gateway.fund;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a fund. */
public sealed interface FundEvent {

  record Registered(FundTerms terms, int vintageYear, String currency) implements FundEvent {}

  /** Only what changed, never empty. */
  record TermsAmended(List<TermChange> changes) implements FundEvent {
    public TermsAmended {
      changes = List.copyOf(changes);
    }
  }

  record StatusChanged(FundStatus from, FundStatus to, @Nullable String reason)
      implements FundEvent {}

  /**
   * @param configVersion 1, 2, 3 and so on within the fund
   */
  record DraftSaved(int configVersion, String config) implements FundEvent {}

  record ConfigPublished(int configVersion) implements FundEvent {}
}
