package io.fundstream.gateway.fund;

import static io.fundstream.gateway.command.Refusal.conflict;
import static io.fundstream.gateway.command.Refusal.notFound;

import io.fundstream.gateway.command.Refusal;

/** Why a fund says no: one declaration a reason. */
final class FundRefusal {
  static final Refusal NOT_FOUND = notFound("There is no fund with this id.");

  static final Refusal ID_TAKEN = Refusal.idTaken();

  static final Refusal CLOSED =
      conflict(
          "fund-closed",
          "The fund is closed",
          "A closed fund takes no drafts, publications, amendments or commitments.");

  static final Refusal NOT_ADMINISTERED =
      conflict(
          "fund-not-administered",
          "The fund is administered by somebody else",
          "A listed fund has a name, a strategy and a general partner to amend, and nothing else.");

  static final Refusal NO_DRAFT =
      conflict("no-draft", "There is no draft to publish", "Save a draft before publishing.");

  static final Refusal HARD_CAP_BELOW_TARGET =
      conflict(
          "hard-cap-below-target",
          "The hard cap would be below the target size",
          "With this change the fund's hard cap would be below its target size.");

  private FundRefusal() {}

  static Refusal configNotFound(int version) {
    return notFound("The fund has no configuration version " + version + ".");
  }

  static Refusal alreadyPublished(int version) {
    return conflict(
        "already-published",
        "Already published",
        "Configuration version %d is the one published last.".formatted(version));
  }

  static Refusal invalidTransition(FundStatus from, FundStatus to) {
    return conflict(
        "invalid-transition",
        "The status cannot change this way",
        "A fund that is %s cannot become %s.".formatted(from, to));
  }

  static Refusal amountPrecision(String currency, int minorDigits) {
    return conflict(
        "amount-precision",
        "The amount is finer than the currency",
        "Amounts in %s have at most %d decimals.".formatted(currency, minorDigits));
  }
}
