package io.fundstream.schemas.fund;

import fundstream.fund.FundEvent;
import io.fundstream.schemas.Context;
import io.fundstream.schemas.Events;

/** The fund context: a fund's terms, status and configuration. Partition key: the fund. */
public final class FundContext {
  public static final Events<FundEvent> EVENTS = Events.of(FundEvent.class);
  public static final Context CONTEXT = Context.of("fund", "fund", EVENTS.schemas());

  private FundContext() {}
}
