package io.fundstream.gateway.fund;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One term and its new value, with the units and bounds of {@link FundTerms}. */
public sealed interface TermChange {
  record Name(String to) implements TermChange {}

  record TargetSize(BigDecimal to) implements TermChange {}

  /** Null removes the cap. */
  record HardCap(@Nullable BigDecimal to) implements TermChange {}

  record ManagementFeeRate(BigDecimal to) implements TermChange {}

  record CarryRate(BigDecimal to) implements TermChange {}

  record HurdleRate(BigDecimal to) implements TermChange {}

  /** Whether the terms would differ after this change. */
  default boolean changes(FundTerms terms) {
    return !terms.with(this).equals(terms);
  }
}
