package io.fundstream.gateway.fund;

import fundstream.fund.FundListed;
import fundstream.fund.FundRegistered;
import fundstream.fund.FundTermsAmended;
import io.fundstream.gateway.http.CommandInput;
import io.fundstream.runtime.json.JsonFields;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A fund's commands out of their fields, with every rule that needs no state. */
final class FundFields {
  private static final BigDecimal LEAST = new BigDecimal("0.01");
  private static final BigDecimal MOST = new BigDecimal("999999999999999999.99");
  private static final BigDecimal MAX_FEE = new BigDecimal("0.1");
  private static final BigDecimal MAX_SHARE = new BigDecimal("0.5");
  private static final BigDecimal DEFAULT_HURDLE = new BigDecimal("0.080000");
  private static final int RATE_DECIMALS = 6;
  private static final int MAX_NAME = 255;
  private static final int FIRST_VINTAGE = 1900;

  private static final int MAX_CONFIG_BYTES = 256 << 10;
  private static final int MAX_REASON = 1000;

  private FundFields() {}

  /** Errors are told in the order in which fields are read; clients have seen this one. */
  static FundCommand.Creation register(CommandInput input) {
    JsonFields fields = input.fields();
    FundRegistered fund =
        FundRegistered.builder()
            .currency(fields.has("currency") ? fields.text("currency", 3, 3) : "USD")
            .targetSize(size(fields, "targetSize"))
            .hardCap(optionalSize(fields, "hardCap"))
            .hurdleRate(
                fields.has("hurdleRate") ? rate(fields, "hurdleRate", MAX_SHARE) : DEFAULT_HURDLE)
            .name(fields.text("name", 1, MAX_NAME))
            .managementFeeRate(rate(fields, "managementFeeRate", MAX_FEE))
            .carryRate(rate(fields, "carryRate", MAX_SHARE))
            .vintageYear(fields.whole("vintageYear", FIRST_VINTAGE, input.today().getYear() + 1))
            .strategy(fields.optionalText("strategy", 1, MAX_NAME))
            .generalPartner(fields.optionalText("generalPartner", 1, MAX_NAME))
            .build();
    if (isKnown(fields, fund.currency())) {
      checkUnits(fields, "targetSize", fund.currency(), fund.targetSize());
      checkUnits(fields, "hardCap", fund.currency(), fund.hardCap());
    }
    checkCap(fields, fund.targetSize(), fund.hardCap());
    return new FundCommand.Register(fund);
  }

  static FundCommand.Creation registerListed(CommandInput input) {
    JsonFields fields = input.fields();
    FundListed fund =
        FundListed.builder()
            .currency(fields.has("currency") ? fields.text("currency", 3, 3) : "USD")
            .name(fields.text("name", 1, MAX_NAME))
            .vintageYear(fields.whole("vintageYear", FIRST_VINTAGE, input.today().getYear() + 1))
            .strategy(fields.optionalText("strategy", 1, MAX_NAME))
            .generalPartner(fields.optionalText("generalPartner", 1, MAX_NAME))
            .build();
    isKnown(fields, fund.currency());
    return new FundCommand.RegisterListed(fund);
  }

  private static boolean isKnown(JsonFields fields, String currency) {
    boolean known = Currencies.known(currency);
    if (!known) {
      fields.refuse("currency", "An active ISO 4217 code with at most 2 minor digits is expected.");
    }
    return known;
  }

  static FundCommand.Change amend(JsonFields fields) {
    Sent sent = new Sent(fields, new ArrayList<>());
    FundTermsAmended wanted =
        FundTermsAmended.builder()
            .name(sent.read("name", name -> fields.text(name, 1, MAX_NAME)))
            .targetSize(sent.read("targetSize", name -> size(fields, name)))
            .hardCap(sent.read("hardCap", name -> optionalSize(fields, name)))
            .managementFeeRate(sent.read("managementFeeRate", name -> rate(fields, name, MAX_FEE)))
            .carryRate(sent.read("carryRate", name -> rate(fields, name, MAX_SHARE)))
            .hurdleRate(sent.read("hurdleRate", name -> rate(fields, name, MAX_SHARE)))
            .strategy(sent.read("strategy", name -> fields.optionalText(name, 1, MAX_NAME)))
            .generalPartner(
                sent.read("generalPartner", name -> fields.optionalText(name, 1, MAX_NAME)))
            .changed(sent.names)
            .build();
    if (wanted.targetSize() != null) {
      checkCap(fields, wanted.targetSize(), wanted.hardCap());
    }
    return new FundCommand.AmendTerms(wanted);
  }

  static FundCommand.Change draft(JsonFields fields) {
    byte[] config = fields.rawObject("config", MAX_CONFIG_BYTES);
    return new FundCommand.SaveDraft(new String(config, StandardCharsets.UTF_8));
  }

  static FundCommand.Change publish(JsonFields fields) {
    return new FundCommand.PublishConfig(
        fields.optionalWhole("configVersion", 1, Integer.MAX_VALUE));
  }

  static FundCommand.Change status(JsonFields fields) {
    FundStatus to = fields.oneOf("status", FundStatus.class);
    return new FundCommand.ChangeStatus(to, fields.optionalText("reason", 1, MAX_REASON));
  }

  /** The terms that were sent, be it null. */
  private record Sent(JsonFields fields, List<String> names) {
    <T> @Nullable T read(String name, Function<String, @Nullable T> read) {
      if (!fields.has(name)) {
        return null;
      }
      names.add(name);
      return read.apply(name);
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
