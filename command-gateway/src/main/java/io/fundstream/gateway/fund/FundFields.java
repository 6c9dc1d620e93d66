package io.fundstream.gateway.fund;

import fundstream.fund.FundRegistered;
import fundstream.fund.FundTermsAmended;
import io.fundstream.runtime.json.JsonFields;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
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

  /** The terms that may be amended, in the order of the event's fields. */
  private static final List<String> TERMS =
      List.of("name", "targetSize", "hardCap", "managementFeeRate", "carryRate", "hurdleRate");

  static FundCommand.Register register(JsonFields fields, LocalDate today) {
    String currency = fields.has("currency") ? fields.text("currency", 3, 3) : "USD";
    BigDecimal target = size(fields, "targetSize");
    BigDecimal cap = optionalSize(fields, "hardCap");
    BigDecimal hurdle =
        fields.has("hurdleRate") ? rate(fields, "hurdleRate", MAX_SHARE) : DEFAULT_HURDLE;
    FundRegistered fund =
        new FundRegistered(
            fields.text("name", 1, MAX_NAME),
            fields.whole("vintageYear", FIRST_VINTAGE, today.getYear() + 1),
            currency,
            target,
            cap,
            rate(fields, "managementFeeRate", MAX_FEE),
            rate(fields, "carryRate", MAX_SHARE),
            hurdle);
    if (!Currencies.known(currency)) {
      fields.refuse("currency", "An active ISO 4217 code with at most 2 minor digits is expected.");
    } else {
      checkUnits(fields, "targetSize", currency, target);
      checkUnits(fields, "hardCap", currency, cap);
    }
    checkCap(fields, target, cap);
    return new FundCommand.Register(fund);
  }

  static FundCommand.AmendTerms amend(JsonFields fields) {
    Given given = new Given(fields);
    FundTermsAmended wanted =
        new FundTermsAmended(
            TERMS.stream().filter(fields::has).toList(),
            given.read("name", name -> fields.text(name, 1, MAX_NAME)),
            given.read("targetSize", name -> size(fields, name)),
            given.read("hardCap", name -> optionalSize(fields, name)),
            given.read("managementFeeRate", name -> rate(fields, name, MAX_FEE)),
            given.read("carryRate", name -> rate(fields, name, MAX_SHARE)),
            given.read("hurdleRate", name -> rate(fields, name, MAX_SHARE)));
    if (wanted.targetSize() != null) {
      checkCap(fields, wanted.targetSize(), wanted.hardCap());
    }
    return new FundCommand.AmendTerms(wanted);
  }

  private record Given(JsonFields fields) {
    <T> @Nullable T read(String name, Function<String, @Nullable T> read) {
      return fields.has(name) ? read.apply(name) : null;
    }
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
