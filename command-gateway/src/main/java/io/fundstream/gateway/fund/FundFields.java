package io.fundstream.gateway.fund;

import io.fundstream.runtime.json.JsonFields;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The terms of a fund out of a body, with every rule that needs no state. */
final class FundFields {
  private static final BigDecimal LEAST = new BigDecimal("0.01");
  private static final BigDecimal MOST = new BigDecimal("999999999999999999.99");
  private static final BigDecimal MAX_FEE = new BigDecimal("0.1");
  private static final BigDecimal MAX_SHARE = new BigDecimal("0.5");
  private static final BigDecimal DEFAULT_HURDLE = new BigDecimal("0.080000");
  private static final int RATE_DECIMALS = 6;
  private static final int MAX_NAME = 255;
  private static final int FIRST_VINTAGE = 1900;

  private FundFields() {}

  static FundCommand.Register register(JsonFields fields, LocalDate today) {
    String currency = fields.has("currency") ? fields.text("currency", 3, 3) : "USD";
    BigDecimal target = size(fields, "targetSize");
    BigDecimal cap = optionalSize(fields, "hardCap");
    BigDecimal hurdle =
        fields.has("hurdleRate") ? rate(fields, "hurdleRate", MAX_SHARE) : DEFAULT_HURDLE;
    FundTerms terms =
        new FundTerms(
            fields.text("name", 1, MAX_NAME),
            target,
            cap,
            rate(fields, "managementFeeRate", MAX_FEE),
            rate(fields, "carryRate", MAX_SHARE),
            hurdle);
    int vintage = fields.whole("vintageYear", FIRST_VINTAGE, today.getYear() + 1);
    if (!Currencies.known(currency)) {
      fields.refuse("currency", "An active ISO 4217 code with at most 2 minor digits is expected.");
    } else {
      checkUnits(fields, "targetSize", currency, target);
      checkUnits(fields, "hardCap", currency, cap);
    }
    checkCap(fields, target, cap);
    return new FundCommand.Register(terms, vintage, currency);
  }

  static FundCommand.AmendTerms amend(JsonFields fields) {
    List<TermChange> changes = new ArrayList<>();
    BigDecimal target = null;
    BigDecimal cap = null;
    if (fields.has("name")) {
      changes.add(new TermChange.Name(fields.text("name", 1, MAX_NAME)));
    }
    if (fields.has("targetSize")) {
      target = size(fields, "targetSize");
      changes.add(new TermChange.TargetSize(target));
    }
    if (fields.has("hardCap")) {
      cap = optionalSize(fields, "hardCap");
      changes.add(new TermChange.HardCap(cap));
    }
    if (fields.has("managementFeeRate")) {
      changes.add(new TermChange.ManagementFeeRate(rate(fields, "managementFeeRate", MAX_FEE)));
    }
    if (fields.has("carryRate")) {
      changes.add(new TermChange.CarryRate(rate(fields, "carryRate", MAX_SHARE)));
    }
    if (fields.has("hurdleRate")) {
      changes.add(new TermChange.HurdleRate(rate(fields, "hurdleRate", MAX_SHARE)));
    }
    if (target != null) {
      checkCap(fields, target, cap);
    }
    return new FundCommand.AmendTerms(changes);
  }

  private static BigDecimal size(JsonFields fields, String name) {
    return fields.decimal(name, 2, LEAST, MOST);
  }

  private static @Nullable BigDecimal optionalSize(JsonFields fields, String name) {
    return fields.optionalDecimal(name, 2, LEAST, MOST);
  }

  private static BigDecimal rate(JsonFields fields, String name, BigDecimal most) {
    return fields.decimal(name, RATE_DECIMALS, BigDecimal.ZERO, most);
  }

  private static void checkUnits(
      JsonFields fields, String name, String currency, @Nullable BigDecimal amount) {
    if (amount != null && !Currencies.fits(currency, amount)) {
      fields.refuse(
          name,
          "Amounts in %s have at most %d decimals."
              .formatted(currency, Currencies.minorDigits(currency)));
    }
  }

  private static void checkCap(JsonFields fields, BigDecimal target, @Nullable BigDecimal cap) {
    if (cap != null && cap.compareTo(target) < 0) {
      fields.refuse("hardCap", "The hard cap is below the target size.");
    }
  }
}
