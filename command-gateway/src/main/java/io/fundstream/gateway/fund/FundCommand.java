package io.fundstream.gateway.fund;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of a fund. The edge has checked every bound that needs no state. */
public sealed interface FundCommand {

  record Register(FundTerms terms, int vintageYear, String currency) implements FundCommand {}

  /** At most one change a term, in the order of {@link TermChange}'s members. */
  record AmendTerms(List<TermChange> changes) implements FundCommand {
    public AmendTerms {
      changes = List.copyOf(changes);
    }
  }

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
