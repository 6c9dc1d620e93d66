package io.fundstream.gateway.fund;

import fundstream.fund.FundListed;
import fundstream.fund.FundRegistered;
import fundstream.fund.FundTermsAmended;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a fund's documents say and an amendment may change, as in {@link FundRegistered}. */
@RecordBuilder
public record FundTerms(
    String name,
    @Nullable BigDecimal targetSize,
    @Nullable BigDecimal hardCap,
    @Nullable BigDecimal managementFeeRate,
    @Nullable BigDecimal carryRate,
    @Nullable BigDecimal hurdleRate,
    @Nullable String strategy,
    @Nullable String generalPartner)
    implements FundTermsBuilder.With {
  /** The terms that a listed fund has; the others are null. */
  static final Set<String> LISTED = Set.of("name", "strategy", "generalPartner");

  static FundTerms of(FundRegistered event) {
    return FundTermsBuilder.builder()
        .name(event.name())
        .targetSize(event.targetSize())
        .hardCap(event.hardCap())
        .managementFeeRate(event.managementFeeRate())
        .carryRate(event.carryRate())
        .hurdleRate(event.hurdleRate())
        .strategy(event.strategy())
        .generalPartner(event.generalPartner())
        .build();
  }

  static FundTerms of(FundListed event) {
    return FundTermsBuilder.builder()
        .name(event.name())
        .strategy(event.strategy())
        .generalPartner(event.generalPartner())
        .build();
  }

  /** Whether the cap, if there is one, is not below the target. */
  public boolean capCoversTarget() {
    return hardCap == null || targetSize == null || hardCap.compareTo(targetSize) >= 0;
  }

  /** These terms after an amendment; a term that may be removed is null where it was. */
  FundTerms after(FundTermsAmended event) {
    return FundTermsBuilder.builder()
        .name(Objects.requireNonNullElse(event.name(), name))
        .targetSize(event.targetSize() == null ? targetSize : event.targetSize())
        .hardCap(event.changed().contains("hardCap") ? event.hardCap() : hardCap)
        .managementFeeRate(
            event.managementFeeRate() == null ? managementFeeRate : event.managementFeeRate())
        .carryRate(event.carryRate() == null ? carryRate : event.carryRate())
        .hurdleRate(event.hurdleRate() == null ? hurdleRate : event.hurdleRate())
        .strategy(event.changed().contains("strategy") ? event.strategy() : strategy)
        .generalPartner(
            event.changed().contains("generalPartner") ? event.generalPartner() : generalPartner)
        .build();
  }

  /** The amendment that makes other terms of these: it has only what differs. */
  FundTermsAmended to(FundTerms next) {
    Changes changes = new Changes(new ArrayList<>());
    return FundTermsAmended.builder()
        .name(changes.of("name", name, next.name))
        .targetSize(changes.of("targetSize", targetSize, next.targetSize))
        .hardCap(changes.of("hardCap", hardCap, next.hardCap))
        .managementFeeRate(
            changes.of("managementFeeRate", managementFeeRate, next.managementFeeRate))
        .carryRate(changes.of("carryRate", carryRate, next.carryRate))
        .hurdleRate(changes.of("hurdleRate", hurdleRate, next.hurdleRate))
        .strategy(changes.of("strategy", strategy, next.strategy))
        .generalPartner(changes.of("generalPartner", generalPartner, next.generalPartner))
        .changed(changes.names)
        .build();
  }

  /** Which terms differ, in the order they were asked for: that of the event's fields. */
  private record Changes(List<String> names) {
    <T> @Nullable T of(String name, @Nullable T before, @Nullable T after) {
      if (Objects.equals(before, after)) {
        return null;
      }
      names.add(name);
      return after;
    }
  }
}
