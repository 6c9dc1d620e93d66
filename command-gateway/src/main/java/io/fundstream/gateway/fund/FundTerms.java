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
    return new FundTerms(
        event.name(),
        event.targetSize(),
        event.hardCap(),
        event.managementFeeRate(),
        event.carryRate(),
        event.hurdleRate());
  }

  /** Whether the cap, if there is one, is not below the target. */
  public boolean capCoversTarget() {
    return hardCap == null || hardCap.compareTo(targetSize) >= 0;
  }

  /** These terms after an amendment. */
  FundTerms after(FundTermsAmended event) {
    return new FundTerms(
        Objects.requireNonNullElse(event.name(), name),
        Objects.requireNonNullElse(event.targetSize(), targetSize),
        event.changed().contains("hardCap") ? event.hardCap() : hardCap,
        Objects.requireNonNullElse(event.managementFeeRate(), managementFeeRate),
        Objects.requireNonNullElse(event.carryRate(), carryRate),
        Objects.requireNonNullElse(event.hurdleRate(), hurdleRate));
  }

  /** The amendment that makes other terms of these: it has only what differs. */
  FundTermsAmended to(FundTerms next) {
    List<String> changed = new ArrayList<>();
    return new FundTermsAmended(
        changed, // filled by what follows, before it is copied
        changed("name", name, next.name, changed),
        changed("targetSize", targetSize, next.targetSize, changed),
        changed("hardCap", hardCap, next.hardCap, changed),
        changed("managementFeeRate", managementFeeRate, next.managementFeeRate, changed),
        changed("carryRate", carryRate, next.carryRate, changed),
        changed("hurdleRate", hurdleRate, next.hurdleRate, changed));
  }

  private static <T> @Nullable T changed(
      String term, @Nullable T before, @Nullable T after, List<String> changed) {
    if (Objects.equals(before, after)) {
      return null;
    }
    changed.add(term);
    return after;
  }
}
