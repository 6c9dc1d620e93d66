package io.fundstream.gateway.fund;

import static io.fundstream.gateway.command.Decision.accept;
import static io.fundstream.gateway.command.Decision.reject;

import fundstream.fund.FundConfigPublished;
import fundstream.fund.FundDraftSaved;
import fundstream.fund.FundEvent;
import fundstream.fund.FundRegistered;
import fundstream.fund.FundStatusChanged;
import fundstream.fund.FundTermsAmended;
import io.fundstream.gateway.command.Decision;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The rules of a fund. Pure: time and ids come in with the command, nothing is looked up. */
public final class FundDecider {
  private FundDecider() {}

  /** What a command means for a fund in this state. */
  public static Decision<FundEvent, FundRefusal> decide(Fund state, FundCommand command) {
    return switch (state) {
      case Fund.Unregistered() ->
          switch (command) {
            case FundCommand.Register(var registered) -> accept(registered);
            case FundCommand.AmendTerms _,
                FundCommand.SaveDraft _,
                FundCommand.PublishConfig _,
                FundCommand.ChangeStatus _ ->
                reject(new FundRefusal.NotFound());
          };
      case Fund.Registered fund ->
          switch (command) {
            case FundCommand.Register _ -> reject(new FundRefusal.IdTaken());
            case FundCommand.AmendTerms(var wanted) -> amend(fund, wanted);
            case FundCommand.SaveDraft(var config) -> saveDraft(fund, config);
            case FundCommand.PublishConfig(var version) -> publish(fund, version);
            case FundCommand.ChangeStatus(var to, var reason) -> changeStatus(fund, to, reason);
          };
    };
  }

  /** The fund after an event. Total: what the log holds is true, whatever today's rules say. */
  public static Fund evolve(Fund state, FundEvent event) {
    return switch (event) {
      case FundRegistered e ->
          new Fund.Registered(FundTerms.of(e), e.currency(), FundStatus.FUNDRAISING, 0, 0);
      case FundTermsAmended e -> {
        Fund.Registered fund = registered(state);
        yield fund.withTerms(fund.terms().after(e));
      }
      case FundStatusChanged(var _, var to, var _) ->
          registered(state).withStatus(FundStatus.valueOf(to));
      case FundDraftSaved(int version, var _) -> registered(state).withLatestDraft(version);
      case FundConfigPublished(int version) -> registered(state).withLastPublished(version);
    };
  }

  private static Decision<FundEvent, FundRefusal> amend(
      Fund.Registered fund, FundTermsAmended wanted) {
    if (fund.status() == FundStatus.CLOSED) {
      return reject(new FundRefusal.Closed());
    }
    FundTerms then = fund.terms().after(wanted);
    FundTermsAmended change = fund.terms().to(then);
    if (!fits(fund.currency(), change.targetSize()) || !fits(fund.currency(), change.hardCap())) {
      return reject(
          new FundRefusal.AmountPrecision(
              fund.currency(), Currencies.minorDigits(fund.currency())));
    }
    if (!then.capCoversTarget()) {
      return reject(new FundRefusal.HardCapBelowTarget());
    }
    return change.changed().isEmpty() ? accept() : accept(change);
  }

  private static boolean fits(String currency, @Nullable BigDecimal changed) {
    return changed == null || Currencies.fits(currency, changed);
  }

  private static Decision<FundEvent, FundRefusal> saveDraft(Fund.Registered fund, String config) {
    return fund.status() == FundStatus.CLOSED
        ? reject(new FundRefusal.Closed())
        : accept(new FundDraftSaved(fund.latestDraft() + 1, config));
  }

  private static Decision<FundEvent, FundRefusal> publish(
      Fund.Registered fund, @Nullable Integer wanted) {
    if (wanted != null && (wanted < 1 || wanted > fund.latestDraft())) {
      return reject(new FundRefusal.ConfigNotFound(wanted));
    }
    if (fund.status() == FundStatus.CLOSED) {
      return reject(new FundRefusal.Closed());
    }
    int version = wanted == null ? fund.latestDraft() : wanted;
    if (version == 0) {
      return reject(new FundRefusal.NoDraft());
    }
    return version == fund.lastPublished()
        ? reject(new FundRefusal.AlreadyPublished(version))
        : accept(new FundConfigPublished(version));
  }

  private static Decision<FundEvent, FundRefusal> changeStatus(
      Fund.Registered fund, FundStatus to, @Nullable String reason) {
    return fund.status().mayBecome(to)
        ? accept(new FundStatusChanged(fund.status().name(), to.name(), reason))
        : reject(new FundRefusal.InvalidTransition(fund.status(), to));
  }

  private static Fund.Registered registered(Fund state) {
    return switch (state) {
      case Fund.Registered fund -> fund;
      case Fund.Unregistered() ->
          throw new IllegalStateException("an event before FundRegistered: the stream is broken");
    };
  }
}
