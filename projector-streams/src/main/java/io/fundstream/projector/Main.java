package io.fundstream.projector;

import io.fundstream.projector.fund.FundSlice;
import io.fundstream.runtime.service.RunningService;
import io.fundstream.runtime.service.ServiceMain;
import java.util.List;

/** The projector's process. */
public final class Main {
  /** One line a context. */
  private static final List<ContextSlice> CONTEXTS = List.of(FundSlice.SLICE);

  private Main() {}

  /** Runs until SIGTERM (exit status 0) or a fatal error (1). */
  public static void main(String[] args) {
    ServiceMain.run(
        "projector", args, System.getenv(), settings -> start(ProjectorConfig.from(settings)));
  }

  /** Starts the projector; PostgreSQL, Kafka and the registry may come later. */
  public static RunningService start(ProjectorConfig config) {
    return start(config, CONTEXTS);
  }

  /** Starts it with other contexts, for tests. */
  public static RunningService start(ProjectorConfig config, List<ContextSlice> contexts) {
    return new Projector(config, contexts);
  }
}
