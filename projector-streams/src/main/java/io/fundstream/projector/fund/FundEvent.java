package io.fundstream.projector.fund;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of a fund, as this projection understands them. Amounts in the fund's currency. */
public sealed interface FundEvent {

  record Registered(
      String name,
      int vintageYear,
      String currency,
      BigDecimal targetSize,
      @Nullable BigDecimal hardCap,
      BigDecimal managementFeeRate,
      BigDecimal carryRate,
      BigDecimal hurdleRate)
      implements FundEvent {}

  /**
   * Terms changed.
   *
   * @param changed names what changed; every other term is null. A hard cap that is named and null
   *     was removed.
   */
  record TermsAmended(
      List<String> changed,
      @Nullable String name,
      @Nullable BigDecimal targetSize,
      @Nullable BigDecimal hardCap,
      @Nullable BigDecimal managementFeeRate,
      @Nullable BigDecimal carryRate,
      @Nullable BigDecimal hurdleRate)
      implements FundEvent {

    public TermsAmended {
      changed = List.copyOf(changed);
    }
  }

  record StatusChanged(String from, String to, @Nullable String reason) implements FundEvent {}

  /**
   * A draft.
   *
   * @param config the JSON object's text, as it was sent
   */
  record DraftSaved(int configVersion, String config) implements FundEvent {}

  record ConfigPublished(int configVersion) implements FundEvent {}
}
