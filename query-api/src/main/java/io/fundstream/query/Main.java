package io.fundstream.query;

import io.fundstream.query.entity.ContextReads;
import io.fundstream.query.fund.FundReads;
import io.fundstream.runtime.service.RunningService;
import io.fundstream.runtime.service.ServiceMain;
import io.fundstream.schemas.Context;
import io.fundstream.schemas.fund.FundContext;
import java.util.List;

/** The query service as a process. */
public final class Main {
  /** A line a context: whose events the feed has. */
  private static final List<Context> CONTEXTS = List.of(FundContext.CONTEXT);

  /** A line a context that has read tables of its own. */
  private static final List<ContextReads> READS = List.of(new FundReads());

  private Main() {}

  public static void main(String[] args) {
    ServiceMain.run("query", args, System.getenv(), s -> start(QueryConfig.from(s)));
  }

  /** Starts the service with every context of this version. */
  public static RunningService start(QueryConfig config) {
    return start(config, CONTEXTS);
  }

  /**
   * Starts the service.
   *
   * @param contexts whose events the feed has
   * @throws io.fundstream.runtime.database.UnknownSchema if the read model is not the one it knows
   */
  public static RunningService start(QueryConfig config, List<Context> contexts) {
    return QueryService.start(config, contexts, READS);
  }
}
