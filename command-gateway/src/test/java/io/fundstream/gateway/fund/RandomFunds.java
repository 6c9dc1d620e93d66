package io.fundstream.gateway.fund;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Commands at random, most of them sensible. */
final class RandomFunds {
  private final Random random;

  RandomFunds(long seed) {
    this.random = new Random(seed);
  }

  FundCommand command() {
    return switch (random.nextInt(12)) {
      case 0 -> new FundCommand.Register(terms(), 1900 + random.nextInt(127), currency());
      case 1 -> new FundCommand.ChangeStatus(status(), random.nextBoolean() ? "why" : null);
      case 2, 3 -> new FundCommand.PublishConfig(random.nextBoolean() ? null : random.nextInt(6));
      case 4, 5, 6 -> new FundCommand.SaveDraft("{\"n\":" + random.nextInt() + "}");
      default -> new FundCommand.AmendTerms(changes());
    };
  }

  FundTerms terms() {
    BigDecimal target = money();
    return new FundTerms(
        "Fund " + random.nextInt(),
        target,
        random.nextBoolean() ? null : target.add(money()),
        rate(),
        rate(),
        rate());
  }

  private List<TermChange> changes() {
    List<TermChange> all =
        List.of(
            new TermChange.Name("Fund é\u2028 " + random.nextInt(3)),
            new TermChange.TargetSize(money()),
            new TermChange.HardCap(optionalMoney()),
            new TermChange.ManagementFeeRate(rate()),
            new TermChange.CarryRate(rate()),
            new TermChange.HurdleRate(rate()));
    return all.stream().filter(_ -> random.nextInt(3) == 0).toList();
  }

  private @Nullable BigDecimal optionalMoney() {
    return random.nextInt(4) == 0 ? null : money();
  }

  private BigDecimal money() {
    return BigDecimal.valueOf(1 + random.nextLong(1_000_000_000_000L), 2);
  }

  private BigDecimal rate() {
    return BigDecimal.valueOf(random.nextInt(100_001), 6);
  }

  private String currency() {
    return random.nextBoolean() ? "USD" : "JPY";
  }

  private FundStatus status() {
    return FundStatus.values()[random.nextInt(3)];
  }
}
