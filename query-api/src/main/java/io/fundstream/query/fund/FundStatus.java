package io.fundstream.query.fund;

/** Where a fund is in its life. */
public enum FundStatus {
  FUNDRAISING,
  INVESTING,
  CLOSED,
  LISTED
}
