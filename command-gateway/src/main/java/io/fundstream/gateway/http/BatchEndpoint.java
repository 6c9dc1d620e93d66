package io.fundstream.gateway.http;

import io.fundstream.gateway.log.EventLog;
import io.fundstream.gateway.log.Precondition;
import io.fundstream.runtime.http.HttpServer;
import io.fundstream.runtime.http.RequestBody;
import io.fundstream.runtime.http.RouteTable;
import io.fundstream.runtime.http.Routes;
import io.fundstream.runtime.parameters.Parameters;
import io.fundstream.runtime.problem.FieldError;
import io.fundstream.runtime.problem.ProblemException;
import io.fundstream.runtime.problem.Problems;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /v1/batches}: a command a line, a result a line, in the same order. */
public final class BatchEndpoint implements Routes, AutoCloseable {
  static final String PATH = "/v1/batches";

  private static final Logger LOG = LoggerFactory.getLogger(BatchEndpoint.class);
  private static final Set<String> CONSUMES = Set.of(RouteTable.NDJSON);

  private final Map<String, CommandKind> kinds = new HashMap<>();
  private final EventLog log;
  private final CommandReader reader;
  private final BatchConfig limits;
  private final Duration patience;
  private final Semaphore places;
  private final BatchMeters meters;
  private volatile boolean stopping;

  /**
   * @param patience how long an outcome is waited for; longer than the log's own command timeout
   * @throws IllegalArgumentException if a command's name is not its context's, or two share one
   */
  public BatchEndpoint(
      List<CommandContext> contexts,
      EventLog log,
      Clock clock,
      BatchConfig limits,
      Duration patience,
      MeterRegistry registry) {
    contexts.forEach(this::learn);
    this.log = log;
    this.reader = new CommandReader(clock);
    this.limits = limits;
    this.patience = patience;
    this.places = new Semaphore(limits.atOnce());
    this.meters = new BatchMeters(registry, () -> limits.atOnce() - places.availablePermits());
  }

  private void learn(CommandContext context) {
    for (CommandKind kind : context.commands()) {
      boolean own = kind.name().startsWith(context.schemas().name() + ".");
      if (!own || kinds.put(kind.name(), kind) != null) {
        throw new IllegalArgumentException(
            "%s of %s".formatted(kind.name(), context.schemas().name()));
      }
    }
  }

  @Override
  public void register(RouteTable table) {
    table.postStream(PATH, CONSUMES, this::handle);
  }

  /** Begins no further line of any batch. */
  @Override
  public void close() {
    stopping = true;
  }

  private void handle(Context ctx) throws InterruptedException, IOException {
    InputStream body = RequestBody.stream(ctx, CONSUMES, limits.maxBytes());
    CommandHeaders headers = headers(ctx);
    if (stopping) {
      throw new ProblemException(Problems.unavailable("The service is stopping.", 1));
    }
    if (!places.tryAcquire()) {
      throw new ProblemException(Problems.overloaded(1));
    }
    try {
      long deadline = System.nanoTime() + limits.longest().toNanos();
      BatchLines lines = new BatchLines(body, limits, deadline);
      answer(ctx, headers, first(lines), lines, deadline);
    } finally {
      places.release();
    }
  }

  private static CommandHeaders headers(Context ctx) {
    CommandHeaders headers =
        CommandHeaders.read(name -> Collections.list(ctx.req().getHeaders(name)));
    List<FieldError> errors = new ArrayList<>(headers.errors());
    if (headers.precondition() instanceof Precondition.Version) {
      errors.add(FieldError.header("If-Match", "A line says it by itself, as 'ifMatch'."));
    }
    errors.addAll(Parameters.of(ctx).errors());
    if (!errors.isEmpty()) {
      throw new ProblemException(Problems.invalid(errors));
    }
    ctx.header("X-Correlation-Id", headers.correlationId());
    return headers;
  }

  /** As long as no line was taken, a refusal is an answer like any other. */
  private static BatchLine first(BatchLines lines) {
    return switch (lines.next()) {
      case BatchLine.End() ->
          throw new ProblemException(
              Problems.invalidBody(
                  List.of(FieldError.at("", "The body is empty; a command a line is expected."))));
      case BatchLine.Cut(int _, var why) -> throw new ProblemException(why);
      case BatchLine.Text text -> text;
      case BatchLine.TooLong line -> line;
    };
  }

  private void answer(
      Context ctx, CommandHeaders headers, BatchLine first, BatchLines lines, long deadline)
      throws InterruptedException, IOException {
    ctx.contentType(RouteTable.NDJSON).header("Cache-Control", "no-store");
    // Proxies would hold results back until they have a buffer full.
    ctx.header("X-Accel-Buffering", "no");
    EndPoint connection = connection(ctx);
    BatchResults results = new BatchResults(ctx.res().getOutputStream(), limits, meters);
    Thread writer = Thread.ofVirtual().name("batch-results").start(results);
    boolean ran = false;
    try {
      LineReader reading = new LineReader(kinds, reader, log, HttpServer.principal(ctx), headers);
      BatchRun run =
          new BatchRun(reading, log, limits, patience, deadline, () -> stopping, results);
      boolean whole = run.run(first, lines);
      ran = true;
      results.end();
      if (!whole && !stopping) {
        RequestBody.dropRest(ctx, limits.maxBytes());
      }
    } finally {
      if (!ran) {
        // An answer that breaks off must not look like one that is complete.
        connection.close();
        results.end();
      }
      awaitLast(writer, connection, deadline);
    }
  }

  /** The last lines have their own time to be settled; then a client that does not read is cut. */
  private void awaitLast(Thread writer, EndPoint connection, long deadline)
      throws InterruptedException {
    long left = Math.max(0, deadline - System.nanoTime());
    if (!writer.join(patience.plusNanos(left))) {
      LOG.info("a batch is cut off: its client does not read");
      connection.close();
      writer.join();
    }
  }

  /** Closing it ends a write that waits for a slow reader, which nothing else does. */
  private static EndPoint connection(Context ctx) {
    return ServletContextRequest.getServletContextRequest(ctx.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint();
  }
}
