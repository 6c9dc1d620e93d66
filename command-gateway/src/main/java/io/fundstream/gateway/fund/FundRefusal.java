package io.fundstream.gateway.fund;

import io.fundstream.gateway.command.Refusal;

/** Why a fund says no. */
public sealed interface FundRefusal extends Refusal {

  record NotFound() implements FundRefusal {}

  record ConfigNotFound(int configVersion) implements FundRefusal {}

  record IdTaken() implements FundRefusal {}

  record Closed() implements FundRefusal {}

  record InvalidTransition(FundStatus from, FundStatus to) implements FundRefusal {}

  record NoDraft() implements FundRefusal {}

  record AlreadyPublished(int configVersion) implements FundRefusal {}

  record HardCapBelowTarget() implements FundRefusal {}

  record AmountPrecision(String currency, int minorDigits) implements FundRefusal {}

  @Override
  default Kind kind() {
    return switch (this) {
      case NotFound(), ConfigNotFound(var _) -> Kind.NOT_FOUND;
      case IdTaken(),
          Closed(),
          InvalidTransition(var _, var _),
          NoDraft(),
          AlreadyPublished(var _),
          HardCapBelowTarget(),
          AmountPrecision(var _, var _) ->
          Kind.CONFLICT;
    };
  }

  @Override
  default String slug() {
    return switch (this) {
      case NotFound(), ConfigNotFound(var _) -> "not-found";
      case IdTaken() -> "id-taken";
      case Closed() -> "fund-closed";
      case InvalidTransition(var _, var _) -> "invalid-transition";
      case NoDraft() -> "no-draft";
      case AlreadyPublished(var _) -> "already-published";
      case HardCapBelowTarget() -> "hard-cap-below-target";
      case AmountPrecision(var _, var _) -> "amount-precision";
    };
  }

  @Override
  default String title() {
    return switch (this) {
      case NotFound(), ConfigNotFound(var _) -> "Not found";
      case IdTaken() -> "The id is taken";
      case Closed() -> "The fund is closed";
      case InvalidTransition(var _, var _) -> "The status cannot change this way";
      case NoDraft() -> "There is no draft to publish";
      case AlreadyPublished(var _) -> "Already published";
      case HardCapBelowTarget() -> "The hard cap would be below the target size";
      case AmountPrecision(var _, var _) -> "The amount is finer than the currency";
    };
  }

  @Override
  default String detail() {
    return switch (this) {
      case NotFound() -> "There is no fund with this id.";
      case ConfigNotFound(int n) -> "The fund has no configuration version " + n + ".";
      case IdTaken() -> "Something is already recorded under this id. Choose another one.";
      case Closed() -> "A closed fund takes no drafts, publications, amendments or commitments.";
      case InvalidTransition(var from, var to) ->
          "A fund that is %s cannot become %s.".formatted(from, to);
      case NoDraft() -> "Save a draft before publishing.";
      case AlreadyPublished(int n) ->
          "Configuration version %d is the one published last.".formatted(n);
      case HardCapBelowTarget() ->
          "With this change the fund's hard cap would be below its target size.";
      case AmountPrecision(var currency, int digits) ->
          "Amounts in %s have at most %d decimals.".formatted(currency, digits);
    };
  }
}
