package io.fundstream.gateway.fund;

import io.fundstream.gateway.http.CommandContext;
import io.fundstream.gateway.http.CommandDesk;
import io.fundstream.runtime.http.Routes;
import io.fundstream.schemas.Context;
import io.fundstream.schemas.fund.FundContext;

/** The fund context as the gateway hosts it. */
public final class FundCommands implements CommandContext {
  @Override
  public Context schemas() {
    return FundContext.CONTEXT;
  }

  @Override
  public Routes routes(CommandDesk desk) {
    return new FundRoutes(desk);
  }
}
