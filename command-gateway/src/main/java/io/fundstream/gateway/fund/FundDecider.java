package io.fundstream.gateway.fund;

import static io.fundstream.gateway.command.Decision.accept;
import static io.fundstream.gateway.command.Decision.reject;

import fundstream.fund.FundConfigPublished;
import fundstream.fund.FundDraftSaved;
import fundstream.fund.FundEvent;
import fundstream.fund.FundListed;
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
  public static Decision<FundEvent> decide(Fund state, FundCommand command) {
    return switch (state) {
      case Fund.Unregistered() ->
          switch (command) {
            case FundCommand.Creation creation -> accept(creation.fund());
            case FundCommand.Change _ -> reject(FundRefusal.NOT_FOUND);
          };
      case Fund.Registered fund ->
          switch (command) {
            case FundCommand.Creation _ -> reject(FundRefusal.ID_TAKEN);
            case FundCommand.AmendTerms(var wanted) -> amend(fund, wanted);
            case FundCommand.SaveDraft(var config) -> saveDraft(fund, config);
            case FundCommand.PublishConfig(var version) -> publish(fund, version);
            case FundCommand.ChangeStatus(var to, var reason) -> changeStatus(fund, to, reason);
          };
      case Fund.Listed(var terms) ->
          switch (command) {
            case FundCommand.Creation _ -> reject(FundRefusal.ID_TAKEN);
            case FundCommand.AmendTerms(var wanted) -> amendListed(terms, wanted);
            case FundCommand.SaveDraft _, FundCommand.PublishConfig _, FundCommand.ChangeStatus _ ->
                reject(FundRefusal.NOT_ADMINISTERED);
          };
    };
  }

  /** The fund after an event. Total: what the log holds is true, whatever today's rules say. */
  public static Fund evolve(Fund state, FundEvent event) {
    return switch (event) {
      case FundRegistered e ->
          new Fund.Registered(FundTerms.of(e), e.currency(), FundStatus.FUNDRAISING, 0, 0);
      case FundListed e -> new Fund.Listed(FundTerms.of(e));
      case FundTermsAmended e ->
          state instanceof Fund.Listed(var terms)
              ? new Fund.Listed(terms.after(e))
              : registered(state).with(fund -> fund.terms(fund.terms().after(e)));
      case FundStatusChanged(var _, var to, var _) ->
          registered(state).withStatus(FundStatus.valueOf(to));
      case FundDraftSaved(int version, var _) -> registered(state).withLatestDraft(version);
      case FundConfigPublished(int version) -> registered(state).withLastPublished(version);
    };
  }

  private static Decision<FundEvent> amend(Fund.Registered fund, FundTermsAmended wanted) {
    if (fund.status() == FundStatus.CLOSED) {
      return reject(FundRefusal.CLOSED);
    }
    FundTerms then = fund.terms().after(wanted);
    FundTermsAmended change = fund.terms().to(then);
    if (!fits(fund.currency(), change.targetSize()) || !fits(fund.currency(), change.hardCap())) {
      return reject(
          FundRefusal.amountPrecision(fund.currency(), Currencies.minorDigits(fund.currency())));
    }
    if (!then.capCoversTarget()) {
      return reject(FundRefusal.HARD_CAP_BELOW_TARGET);
    }
    return change.changed().isEmpty() ? accept() : accept(change);
  }

  private static Decision<FundEvent> amendListed(FundTerms terms, FundTermsAmended wanted) {
    if (!FundTerms.LISTED.containsAll(wanted.changed())) {
      return reject(FundRefusal.NOT_ADMINISTERED);
    }
    FundTermsAmended change = terms.to(terms.after(wanted));
    return change.changed().isEmpty() ? accept() : accept(change);
  }

  private static boolean fits(String currency, @Nullable BigDecimal changed) {
    return changed == null || Currencies.fits(currency, changed);
  }

  private static Decision<FundEvent> saveDraft(Fund.Registered fund, String config) {
    return fund.status() == FundStatus.CLOSED
        ? reject(FundRefusal.CLOSED)
        : accept(new FundDraftSaved(fund.latestDraft() + 1, config));
  }

  private static Decision<FundEvent> publish(Fund.Registered fund, @Nullable Integer wanted) {
    if (wanted != null && (wanted < 1 || wanted > fund.latestDraft())) {
      return reject(FundRefusal.configNotFound(wanted));
    }
    if (fund.status() == FundStatus.CLOSED) {
      return reject(FundRefusal.CLOSED);
    }
    int version = wanted == null ? fund.latestDraft() : wanted;
    if (version == 0) {
      return reject(FundRefusal.NO_DRAFT);
    }
    return version == fund.lastPublished()
        ? reject(FundRefusal.alreadyPublished(version))
        : accept(new FundConfigPublished(version));
  }

  private static Decision<FundEvent> changeStatus(
      Fund.Registered fund, FundStatus to, @Nullable String reason) {
    return fund.status().mayBecome(to)
        ? accept(new FundStatusChanged(fund.status().name(), to.name(), reason))
        : reject(FundRefusal.invalidTransition(fund.status(), to));
  }

  private static Fund.Registered registered(Fund state) {
    return switch (state) {
      case Fund.Registered fund -> fund;
      case Fund.Unregistered(), Fund.Listed _ ->
          throw new IllegalStateException("an event without FundRegistered: the stream is broken");
    };
  }
}
