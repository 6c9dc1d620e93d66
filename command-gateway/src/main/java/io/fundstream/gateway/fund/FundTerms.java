package io.fundstream.gateway.fund;

import fundstream.fund.FundRegistered;
import fundstream.fund.FundTermsAmended;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a fund's documents say and an amendment may change, as in {@link FundRegistered}. */
@RecordBuilder
public record FundTerms(
    String name,
    BigDecimal targetSize,
    @Nullable BigDecimal hardCap,
    BigDecimal managementFeeRate,
    BigDecimal carryRate,
    BigDecimal hurdleRate)
    implements FundTermsBuilder.With {

  static FundTerms of(FundRegistered event) {
    return FundTermsBuilder.builder()
        .name(event.name())
        .targetSize(event.targetSize())
        .hardCap(event.hardCap())
        .managementFeeRate(event.managementFeeRate())
        .carryRate(event.carryRate())
        .hurdleRate(event.hurdleRate())
        .build();
  }

  /** Whether the cap, if there is one, is not below the target. */
  public boolean capCoversTarget() {
    return hardCap == null || hardCap.compareTo(targetSize) >= 0;
  }

  /** These terms after an amendment; a term that may be removed is null where it was. */
  FundTerms after(FundTermsAmended event) {
    return FundTermsBuilder.builder()
        .name(Objects.requireNonNullElse(event.name(), name))
        .targetSize(Objects.requireNonNullElse(event.targetSize(), targetSize))
        .hardCap(event.changed().contains("hardCap") ? event.hardCap() : hardCap)
        .managementFeeRate(Objects.requireNonNullElse(event.managementFeeRate(), managementFeeRate))
        .carryRate(Objects.requireNonNullElse(event.carryRate(), carryRate))
        .hurdleRate(Objects.requireNonNullElse(event.hurdleRate(), hurdleRate))
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
