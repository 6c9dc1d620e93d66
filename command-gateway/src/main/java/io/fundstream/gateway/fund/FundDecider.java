package io.fundstream.gateway.fund;

import static io.fundstream.gateway.command.Decision.accept;
import static io.fundstream.gateway.command.Decision.reject;

import io.fundstream.gateway.command.Decision;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of a fund. Pure: time and ids come in with the command, nothing is looked up. */
public final class FundDecider {
  private FundDecider() {}

  /** What a command means for a fund in this state. */
  public static Decision<FundEvent, FundRefusal> decide(Fund state, FundCommand command) {
    return switch (state) {
      case Fund.Unregistered() ->
          switch (command) {
            case FundCommand.Register(var terms, int vintageYear, var currency) ->
                accept(new FundEvent.Registered(terms, vintageYear, currency));
            case FundCommand.AmendTerms _,
                FundCommand.SaveDraft _,
                FundCommand.PublishConfig _,
                FundCommand.ChangeStatus _ ->
                reject(new FundRefusal.NotFound());
          };
      case Fund.Registered fund ->
          switch (command) {
            case FundCommand.Register _ -> reject(new FundRefusal.IdTaken());
            case FundCommand.AmendTerms(var changes) -> amend(fund, changes);
            case FundCommand.SaveDraft(var config) -> saveDraft(fund, config);
            case FundCommand.PublishConfig(var version) -> publish(fund, version);
            case FundCommand.ChangeStatus(var to, var reason) -> changeStatus(fund, to, reason);
          };
    };
  }

  /** The fund after an event. Total: what the log holds is true, whatever today's rules say. */
  public static Fund evolve(Fund state, FundEvent event) {
    return switch (event) {
      case FundEvent.Registered(var terms, int vintageYear, var currency) ->
          new Fund.Registered(terms, vintageYear, currency, FundStatus.FUNDRAISING, 0, 0);
      case FundEvent.TermsAmended(var changes) -> {
        Fund.Registered fund = registered(state);
        FundTerms terms = fund.terms();
        for (TermChange change : changes) {
          terms = terms.with(change);
        }
        yield fund.with(terms);
      }
      case FundEvent.StatusChanged(var _, var to, var _) -> registered(state).with(to);
      case FundEvent.DraftSaved(int version, var _) -> registered(state).drafted(version);
      case FundEvent.ConfigPublished(int version) -> registered(state).published(version);
    };
  }

  private static Decision<FundEvent, FundRefusal> amend(
      Fund.Registered fund, List<TermChange> wanted) {
    if (fund.status() == FundStatus.CLOSED) {
      return reject(new FundRefusal.Closed());
    }
    List<TermChange> changes = wanted.stream().filter(c -> c.changes(fund.terms())).toList();
    FundTerms terms = fund.terms();
    for (TermChange change : changes) {
      if (!fits(fund.currency(), change)) {
        return reject(
            new FundRefusal.AmountPrecision(
                fund.currency(), Currencies.minorDigits(fund.currency())));
      }
      terms = terms.with(change);
    }
    if (!terms.capCoversTarget()) {
      return reject(new FundRefusal.HardCapBelowTarget());
    }
    return changes.isEmpty() ? accept() : accept(new FundEvent.TermsAmended(changes));
  }

  private static boolean fits(String currency, TermChange change) {
    return switch (change) {
      case TermChange.TargetSize(BigDecimal to) -> Currencies.fits(currency, to);
      case TermChange.HardCap(var to) -> to == null || Currencies.fits(currency, to);
      case TermChange.Name _,
          TermChange.ManagementFeeRate _,
          TermChange.CarryRate _,
          TermChange.HurdleRate _ ->
          true;
    };
  }

  private static Decision<FundEvent, FundRefusal> saveDraft(Fund.Registered fund, String config) {
    return fund.status() == FundStatus.CLOSED
        ? reject(new FundRefusal.Closed())
        : accept(new FundEvent.DraftSaved(fund.latestDraft() + 1, config));
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
        : accept(new FundEvent.ConfigPublished(version));
  }

  private static Decision<FundEvent, FundRefusal> changeStatus(
      Fund.Registered fund, FundStatus to, @Nullable String reason) {
    return fund.status().mayBecome(to)
        ? accept(new FundEvent.StatusChanged(fund.status(), to, reason))
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
