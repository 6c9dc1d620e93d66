package io.fundstream.projector.fund;

import fundstream.fund.FundConfigPublished;
import fundstream.fund.FundDraftSaved;
import fundstream.fund.FundRegistered;
import fundstream.fund.FundStatusChanged;
import fundstream.fund.FundTermsAmended;
import io.fundstream.projector.fold.Payloads;
import io.fundstream.projector.fold.RawRecord;
import io.fundstream.schemas.EventEnvelope;
import io.fundstream.schemas.MalformedEvent;

/** From the wire's records to {@link FundEvent}. */
final class FundEventReader {
  private FundEventReader() {}

  /**
   * Reads an event of the fund context.
   *
   * @throws MalformedEvent if it is of a type that this version does not know, or cannot be read
   */
  static FundEvent read(EventEnvelope envelope, RawRecord raw, Payloads payloads) {
    return switch (envelope.shortType()) {
      case "FundRegistered" -> registered(payloads.as(FundRegistered.class, envelope, raw));
      case "FundTermsAmended" -> amended(payloads.as(FundTermsAmended.class, envelope, raw));
      case "FundStatusChanged" -> {
        FundStatusChanged event = payloads.as(FundStatusChanged.class, envelope, raw);
        yield new FundEvent.StatusChanged(event.getFrom(), event.getTo(), event.getReason());
      }
      case "FundDraftSaved" -> {
        FundDraftSaved event = payloads.as(FundDraftSaved.class, envelope, raw);
        yield new FundEvent.DraftSaved(event.getConfigVersion(), event.getConfig());
      }
      case "FundConfigPublished" -> {
        FundConfigPublished event = payloads.as(FundConfigPublished.class, envelope, raw);
        yield new FundEvent.ConfigPublished(event.getConfigVersion());
      }
      // A string is open: an event type of a later version, which only a later version can apply.
      default -> throw new MalformedEvent("this version knows no event type " + envelope.type());
    };
  }

  private static FundEvent registered(FundRegistered event) {
    return new FundEvent.Registered(
        event.getName(),
        event.getVintageYear(),
        event.getCurrency(),
        event.getTargetSize(),
        event.getHardCap(),
        event.getManagementFeeRate(),
        event.getCarryRate(),
        event.getHurdleRate());
  }

  private static FundEvent amended(FundTermsAmended event) {
    return new FundEvent.TermsAmended(
        event.getChanged(),
        event.getName(),
        event.getTargetSize(),
        event.getHardCap(),
        event.getManagementFeeRate(),
        event.getCarryRate(),
        event.getHurdleRate());
  }
}
