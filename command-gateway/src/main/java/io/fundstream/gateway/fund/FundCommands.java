package io.fundstream.gateway.fund;

import io.fundstream.gateway.http.CommandContext;
import io.fundstream.gateway.http.CommandDesk;
import io.fundstream.gateway.http.CommandKind;
import io.fundstream.runtime.http.Routes;
import io.fundstream.schemas.Context;
import io.fundstream.schemas.fund.FundContext;
import java.util.List;

/** The fund context as the gateway hosts it. */
public final class FundCommands implements CommandContext {
  @Override
  public Context schemas() {
    return FundContext.CONTEXT;
  }

  @Override
  public List<CommandKind> commands() {
    return FundRoutes.KINDS;
  }

  @Override
  public Routes routes(CommandDesk desk) {
    return new FundRoutes(desk);
  }
}
