package io.fundstream.gateway.fund;

import fundstream.fund.FundConfigPublished;
import fundstream.fund.FundDraftSaved;
import fundstream.fund.FundRegistered;
import fundstream.fund.FundStatusChanged;
import fundstream.fund.FundTermsAmended;
import io.fundstream.gateway.command.EncodedEvent;
import io.fundstream.gateway.command.EventCodec;
import io.fundstream.schemas.MalformedEvent;
import io.fundstream.schemas.SingleObject;
import io.fundstream.schemas.fund.FundContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** The fund's events in Avro. */
public final class FundCodec implements EventCodec<FundEvent> {
  private static final SingleObject.Decoder DECODER =
      new SingleObject.Decoder(FundContext.CONTEXT.writers());

  @Override
  public EncodedEvent encode(FundEvent event) {
    SpecificRecordBase written =
        switch (event) {
          case FundEvent.Registered(var t, int vintageYear, var currency) ->
              new FundRegistered(
                  t.name(),
                  vintageYear,
                  currency,
                  t.targetSize(),
                  t.hardCap(),
                  t.managementFeeRate(),
                  t.carryRate(),
                  t.hurdleRate());
          case FundEvent.TermsAmended(var changes) -> amended(changes);
          case FundEvent.StatusChanged(var from, var to, var reason) ->
              new FundStatusChanged(from.name(), to.name(), reason);
          case FundEvent.DraftSaved(int version, var config) -> new FundDraftSaved(version, config);
          case FundEvent.ConfigPublished(int version) -> new FundConfigPublished(version);
        };
    return new EncodedEvent(written.getSchema().getFullName(), SingleObject.encode(written));
  }

  @Override
  public FundEvent decode(EncodedEvent event) {
    byte[] payload = event.payload();
    return switch (event.type()) {
      case "fundstream.fund.FundRegistered" ->
          registered(DECODER.decode(payload, FundRegistered.class));
      case "fundstream.fund.FundTermsAmended" ->
          new FundEvent.TermsAmended(changes(DECODER.decode(payload, FundTermsAmended.class)));
      case "fundstream.fund.FundStatusChanged" -> {
        FundStatusChanged read = DECODER.decode(payload, FundStatusChanged.class);
        yield new FundEvent.StatusChanged(
            FundStatus.valueOf(read.getFrom()), FundStatus.valueOf(read.getTo()), read.getReason());
      }
      case "fundstream.fund.FundDraftSaved" -> {
        FundDraftSaved read = DECODER.decode(payload, FundDraftSaved.class);
        yield new FundEvent.DraftSaved(read.getConfigVersion(), read.getConfig());
      }
      case "fundstream.fund.FundConfigPublished" ->
          new FundEvent.ConfigPublished(
              DECODER.decode(payload, FundConfigPublished.class).getConfigVersion());
      default -> throw new MalformedEvent("no event of the fund context: " + event.type());
    };
  }

  private static FundEvent registered(FundRegistered read) {
    return new FundEvent.Registered(
        new FundTerms(
            read.getName(),
            read.getTargetSize(),
            read.getHardCap(),
            read.getManagementFeeRate(),
            read.getCarryRate(),
            read.getHurdleRate()),
        read.getVintageYear(),
        read.getCurrency());
  }

  private static FundTermsAmended amended(List<TermChange> changes) {
    FundTermsAmended.Builder written = FundTermsAmended.newBuilder();
    List<String> changed = new ArrayList<>(changes.size());
    for (TermChange change : changes) {
      changed.add(
          switch (change) {
            case TermChange.Name(String to) -> named("name", written.setName(to));
            case TermChange.TargetSize(BigDecimal to) ->
                named("targetSize", written.setTargetSize(to));
            case TermChange.HardCap(var to) -> named("hardCap", written.setHardCap(to));
            case TermChange.ManagementFeeRate(BigDecimal to) ->
                named("managementFeeRate", written.setManagementFeeRate(to));
            case TermChange.CarryRate(BigDecimal to) ->
                named("carryRate", written.setCarryRate(to));
            case TermChange.HurdleRate(BigDecimal to) ->
                named("hurdleRate", written.setHurdleRate(to));
          });
    }
    return written.setChanged(changed).build();
  }

  private static String named(String term, FundTermsAmended.Builder written) {
    Objects.requireNonNull(written);
    return term;
  }

  private static List<TermChange> changes(FundTermsAmended read) {
    List<TermChange> changes = new ArrayList<>();
    for (String term : read.getChanged()) {
      changes.add(
          switch (term) {
            case "name" -> new TermChange.Name(there(read.getName(), term));
            case "targetSize" -> new TermChange.TargetSize(there(read.getTargetSize(), term));
            case "hardCap" -> new TermChange.HardCap(read.getHardCap());
            case "managementFeeRate" ->
                new TermChange.ManagementFeeRate(there(read.getManagementFeeRate(), term));
            case "carryRate" -> new TermChange.CarryRate(there(read.getCarryRate(), term));
            case "hurdleRate" -> new TermChange.HurdleRate(there(read.getHurdleRate(), term));
            default -> throw new MalformedEvent("no term of a fund: " + term);
          });
    }
    return changes;
  }

  private static <T> T there(@Nullable T value, String term) {
    if (value == null) {
      throw new MalformedEvent(term + " is named as changed but has no value");
    }
    return value;
  }
}
