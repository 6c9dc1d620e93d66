package io.fundstream.gateway.fund;

import fundstream.fund.FundListed;
import fundstream.fund.FundRegistered;
import fundstream.fund.FundTermsAmended;
import java.math.BigDecimal;
import java.util.ArrayList;
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
      case 0 ->
          random.nextInt(4) == 0
              ? new FundCommand.RegisterListed(listed())
              : new FundCommand.Register(registered());
      case 1 -> new FundCommand.ChangeStatus(status(), random.nextBoolean() ? "why" : null);
      case 2, 3 -> new FundCommand.PublishConfig(random.nextBoolean() ? null : random.nextInt(6));
      case 4, 5, 6 -> new FundCommand.SaveDraft("{\"n\":" + random.nextInt() + "}");
      default -> new FundCommand.AmendTerms(amended());
    };
  }

  private FundRegistered registered() {
    BigDecimal target = money();
    return FundRegistered.builder()
        .name("Fund " + random.nextInt())
        .vintageYear(1900 + random.nextInt(127))
        .currency(currency())
        .targetSize(target)
        .hardCap(random.nextBoolean() ? null : target.add(money()))
        .managementFeeRate(rate())
        .carryRate(rate())
        .hurdleRate(rate())
        .build();
  }

  private FundListed listed() {
    return FundListed.builder()
        .name("Listed " + random.nextInt())
        .vintageYear(1900 + random.nextInt(127))
        .currency(currency())
        .strategy(random.nextBoolean() ? null : "Strategy " + random.nextInt(3))
        .build();
  }

  private FundTermsAmended amended() {
    List<String> changed = new ArrayList<>();
    return FundTermsAmended.builder()
        .name(some(changed, "name", "Fund é\u2028 " + random.nextInt(3)))
        .targetSize(some(changed, "targetSize", money()))
        .hardCap(some(changed, "hardCap", optionalMoney()))
        .managementFeeRate(some(changed, "managementFeeRate", rate()))
        .carryRate(some(changed, "carryRate", rate()))
        .hurdleRate(some(changed, "hurdleRate", rate()))
        .strategy(some(changed, "strategy", random.nextBoolean() ? null : "Buyout"))
        .generalPartner(some(changed, "generalPartner", "GP " + random.nextInt(3)))
        .changed(changed)
        .build();
  }

  private <T> @Nullable T some(List<String> changed, String term, @Nullable T value) {
    if (random.nextInt(3) > 0) {
      return null;
    }
    changed.add(term);
    return value;
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
