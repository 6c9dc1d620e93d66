package io.fundstream.projector.fund;

import fundstream.fund.FundConfigPublished;
import fundstream.fund.FundDraftSaved;
import fundstream.fund.FundEvent;
import fundstream.fund.FundListed;
import fundstream.fund.FundRegistered;
import fundstream.fund.FundStatusChanged;
import fundstream.fund.FundTermsAmended;
import io.fundstream.projector.activity.Activity;
import io.fundstream.projector.activity.Narrator;
import io.fundstream.projector.fold.Payloads;
import io.fundstream.projector.fold.RawRecord;
import io.fundstream.schemas.EventEnvelope;
import io.fundstream.schemas.fund.FundContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells a fund's events. Pure. */
public final class FundNarrator implements Narrator {
  @Override
  public String context() {
    return FundContext.CONTEXT.name();
  }

  @Override
  public Activity tell(EventEnvelope envelope, RawRecord raw, Payloads payloads) {
    return new Activity(
        envelope.streamId(), sentence(payloads.event(FundContext.EVENTS, envelope, raw)));
  }

  static String sentence(FundEvent event) {
    return switch (event) {
      case FundRegistered e ->
          "Fund \"%s\" registered, vintage %d, target %s %s"
              .formatted(e.name(), e.vintageYear(), e.currency(), e.targetSize().toPlainString());
      case FundListed e ->
          "Fund \"%s\" listed, vintage %d, in %s"
              .formatted(e.name(), e.vintageYear(), e.currency());
      case FundTermsAmended e -> "Terms amended: " + String.join(", ", terms(e));
      case FundStatusChanged e ->
          "Status changed from %s to %s%s"
              .formatted(
                  e.from().toLowerCase(Locale.ROOT),
                  e.to().toLowerCase(Locale.ROOT),
                  e.reason() == null ? "" : ": " + e.reason());
      case FundDraftSaved e -> "Draft %d of the configuration saved".formatted(e.configVersion());
      case FundConfigPublished e -> "Configuration %d published".formatted(e.configVersion());
    };
  }

  private static List<String> terms(FundTermsAmended e) {
    List<String> terms = new ArrayList<>();
    for (String changed : e.changed()) {
      switch (changed) {
        case "name" -> terms.add("name \"" + e.name() + "\"");
        case "targetSize" -> terms.add("target size " + plain(e.targetSize()));
        case "hardCap" ->
            terms.add(e.hardCap() == null ? "hard cap removed" : "hard cap " + plain(e.hardCap()));
        case "managementFeeRate" ->
            terms.add("management fee rate " + plain(e.managementFeeRate()));
        case "carryRate" -> terms.add("carry rate " + plain(e.carryRate()));
        case "hurdleRate" -> terms.add("hurdle rate " + plain(e.hurdleRate()));
        case "strategy" -> terms.add(text("strategy", e.strategy()));
        case "generalPartner" -> terms.add(text("general partner", e.generalPartner()));
        // A string is open: a term that a later version added is named without its value.
        default -> terms.add(changed);
      }
    }
    return terms;
  }

  private static String text(String term, @Nullable String value) {
    return value == null ? term + " removed" : "%s \"%s\"".formatted(term, value);
  }

  private static String plain(@Nullable BigDecimal number) {
    return number == null ? "unchanged" : number.toPlainString();
  }
}
