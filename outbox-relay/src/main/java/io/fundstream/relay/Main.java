package io.fundstream.relay;

import io.fundstream.runtime.service.RunningService;
import io.fundstream.runtime.service.ServiceMain;
import io.fundstream.schemas.Context;
import io.fundstream.schemas.fund.FundContext;
import java.util.List;

/** The relay as a process. */
public final class Main {
  /** Whose topics it makes before there is an event: one line a context. */
  private static final List<Context> CONTEXTS = List.of(FundContext.CONTEXT);

  private Main() {}

  /** Runs until SIGTERM; {@code --help} lists the settings. */
  public static void main(String[] args) {
    ServiceMain.run("relay", args, System.getenv(), settings -> start(RelayConfig.from(settings)));
  }

  /** Starts a relay in this JVM. It connects in the background; see {@code ready()}. */
  public static RunningService start(RelayConfig config) {
    return Relay.start(config, CONTEXTS);
  }
}
