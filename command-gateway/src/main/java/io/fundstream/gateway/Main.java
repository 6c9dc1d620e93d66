package io.fundstream.gateway;

import io.fundstream.gateway.fund.FundCommands;
import io.fundstream.gateway.http.CommandContext;
import io.fundstream.runtime.service.RunningService;
import io.fundstream.runtime.service.ServiceMain;
import java.time.Clock;
import java.util.List;

/** Starts a command gateway. */
public final class Main {
  /** The contexts it hosts: a new one is a line here. */
  static final List<CommandContext> CONTEXTS = List.of(new FundCommands());

  private Main() {}

  public static void main(String[] args) {
    ServiceMain.run("gateway", args, System.getenv(), s -> start(GatewayConfig.from(s)));
  }

  /** Starts a gateway with the contexts of this release. */
  public static RunningService start(GatewayConfig config) {
    return start(config, CONTEXTS, Clock.systemUTC());
  }

  /**
   * Starts a gateway with other contexts or another clock.
   *
   * @throws RuntimeException if the database is not one to write to; nothing is left open
   */
  public static RunningService start(
      GatewayConfig config, List<CommandContext> contexts, Clock clock) {
    return Gateway.start(config, contexts, clock);
  }
}
