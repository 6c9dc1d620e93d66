package io.fundstream.system.fuzz;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Values for fields whose rules a schema cannot say: ranges of decimals, known currencies. */
final class Plausible {
  private static final List<String> CURRENCIES = List.of("USD", "EUR", "GBP", "CHF");

  private final RandomGenerator random;

  Plausible(RandomGenerator random) {
    this.random = random;
  }

  /** Nothing for a name whose schema says it all. */
  Optional<String> value(String name) {
    return switch (name) {
      case "currency" -> Optional.of(CURRENCIES.get(random.nextInt(CURRENCIES.size())));
      case "vintageYear" -> Optional.of(Integer.toString(1990 + random.nextInt(36)));
      case "targetSize" -> Optional.of(decimal(1 + random.nextInt(1_000_000_000), 2));
      // At least any target size; past 32 bits, as large funds are.
      case "hardCap" -> Optional.of(decimal(1_000_000_000L + random.nextLong(1L << 50), 2));
      case "managementFeeRate" -> Optional.of("0.0" + random.nextInt(99_999));
      case "carryRate", "hurdleRate" ->
          Optional.of("0." + random.nextInt(5) + random.nextInt(99_999));
      case "context" -> Optional.of("fund");
      case "traceparent" -> Optional.of(traceparent());
      case "Prefer" -> Optional.of("wait=" + random.nextInt(2));
      default -> Optional.empty();
    };
  }

  private String decimal(long whole, int decimals) {
    int digits = random.nextInt(decimals + 1);
    if (digits == 0) return Long.toString(whole);
    return whole + "." + Integer.toString(random.nextInt(10)).repeat(digits);
  }

  private String traceparent() {
    return "00-%016x%016x-%016x-01"
        .formatted(random.nextLong() | 1, random.nextLong(), random.nextLong() | 1);
  }
}
