package io.fundstream.gateway.fund;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a fund's documents say and an amendment may change.
 *
 * @param name 1 to 255 characters
 * @param targetSize above 0, scale 2, in the fund's currency
 * @param hardCap at least the target size, scale 2; null when there is no cap
 * @param managementFeeRate 0 to 0.1 a year, scale 6
 * @param carryRate 0 to 0.5, scale 6
 * @param hurdleRate 0 to 0.5 a year, scale 6
 */
public record FundTerms(
    String name,
    BigDecimal targetSize,
    @Nullable BigDecimal hardCap,
    BigDecimal managementFeeRate,
    BigDecimal carryRate,
    BigDecimal hurdleRate) {

  /** Whether the cap, if there is one, is not below the target. */
  public boolean capCoversTarget() {
    return hardCap == null || hardCap.compareTo(targetSize) >= 0;
  }

  /** These terms with one of them changed. */
  public FundTerms with(TermChange change) {
    return switch (change) {
      case TermChange.Name(String to) ->
          new FundTerms(to, targetSize, hardCap, managementFeeRate, carryRate, hurdleRate);
      case TermChange.TargetSize(BigDecimal to) ->
          new FundTerms(name, to, hardCap, managementFeeRate, carryRate, hurdleRate);
      case TermChange.HardCap(var to) ->
          new FundTerms(name, targetSize, to, managementFeeRate, carryRate, hurdleRate);
      case TermChange.ManagementFeeRate(BigDecimal to) ->
          new FundTerms(name, targetSize, hardCap, to, carryRate, hurdleRate);
      case TermChange.CarryRate(BigDecimal to) ->
          new FundTerms(name, targetSize, hardCap, managementFeeRate, to, hurdleRate);
      case TermChange.HurdleRate(BigDecimal to) ->
          new FundTerms(name, targetSize, hardCap, managementFeeRate, carryRate, to);
    };
  }
}
