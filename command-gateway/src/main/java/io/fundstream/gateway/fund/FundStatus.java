package io.fundstream.gateway.fund;

/** Where a fund is in its life. */
public enum FundStatus {
  FUNDRAISING,
  INVESTING,
  CLOSED;

  /** FUNDRAISING to INVESTING to CLOSED, or FUNDRAISING to CLOSED. */
  public boolean mayBecome(FundStatus next) {
    return switch (this) {
      case FUNDRAISING -> next != FUNDRAISING;
      case INVESTING -> next == CLOSED;
      case CLOSED -> false;
    };
  }
}
