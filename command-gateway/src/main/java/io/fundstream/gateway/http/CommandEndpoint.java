package io.fundstream.gateway.http;

import io.fundstream.gateway.log.EventLog;
import io.fundstream.gateway.log.IdempotencyKey;
import io.fundstream.gateway.log.Origin;
import io.fundstream.gateway.log.Outcome;
import io.fundstream.gateway.log.Precondition;
import io.fundstream.gateway.log.Submission;
import io.fundstream.runtime.http.HttpServer;
import io.fundstream.runtime.http.Principal;
import io.fundstream.runtime.http.RequestBody;
import io.fundstream.runtime.http.RouteTable;
import io.fundstream.runtime.http.Routes;
import io.fundstream.runtime.json.JsonBody;
import io.fundstream.runtime.json.JsonFields;
import io.fundstream.runtime.json.Parsed;
import io.fundstream.runtime.parameters.Parameters;
import io.fundstream.runtime.problem.FieldError;
import io.fundstream.runtime.problem.ProblemException;
import io.fundstream.runtime.problem.Problems;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Where every command passes: it is read whole, submitted, and its outcome told. */
public final class CommandEndpoint implements Routes {
  /** What a command holds in memory besides its body, bytes, roughly. */
  static final int OVERHEAD = 1024;

  private final List<CommandKind> kinds;
  private final EventLog log;
  private final CommandReader reader;
  private final Duration patience;

  /**
   * @param clock whose date in UTC is today
   * @param patience how long an outcome is waited for; longer than the log's own command timeout
   */
  public CommandEndpoint(
      List<CommandContext> contexts, EventLog log, Clock clock, Duration patience) {
    this.kinds = contexts.stream().flatMap(context -> context.commands().stream()).toList();
    this.log = log;
    this.reader = new CommandReader(clock);
    this.patience = patience;
  }

  /** A route for each kind of command; the version it expects comes as {@code If-Match}. */
  @Override
  public void register(RouteTable table) {
    for (CommandKind kind : kinds) {
      Handler handler = ctx -> handle(ctx, kind);
      switch (kind.method()) {
        case POST -> table.post(kind.path(), handler);
        case PATCH -> table.patch(kind.path(), handler);
      }
    }
  }

  private void handle(Context ctx, CommandKind kind) {
    Principal principal = HttpServer.principal(ctx);
    CommandHeaders headers =
        CommandHeaders.read(name -> Collections.list(ctx.req().getHeaders(name)));
    ctx.header("X-Correlation-Id", headers.correlationId());
    byte[] body = RequestBody.of(ctx);
    CommandReader.Command read = read(ctx, kind.form(), headers, body);
    Submission submission =
        new Submission(
            principal.tenant(),
            read.filled().intent(),
            precondition(headers, kind.versionRequired()),
            idempotency(ctx, principal, headers, body),
            new Origin(principal.actor(), headers.correlationId(), null, headers.traceparent()),
            read.effectiveOn(),
            new Answers(read.filled().success()),
            body.length + OVERHEAD);
    OutcomeWriter.write(ctx, await(log.submit(submission)));
  }

  /** Everything that is wrong, wherever it stands, is told at once. */
  private CommandReader.Command read(
      Context ctx, CommandForm form, CommandHeaders headers, byte[] body) {
    List<FieldError> errors = new ArrayList<>(headers.errors());
    errors.addAll(Parameters.of(ctx).errors());
    Parsed<CommandReader.Command> parsed =
        JsonBody.parse(body)
            .then(object ->
                reader.read(
                    form,
                    JsonFields.of(object),
                    new Address.OfPath(ctx.pathParamMap()),
                    log::partitionKeyOf));
    if (parsed instanceof Parsed.Ok<CommandReader.Command>(var command) && errors.isEmpty()) {
      return command;
    }
    if (parsed instanceof Parsed.Bad<CommandReader.Command>(var bad)) {
      errors.addAll(bad);
    }
    throw new ProblemException(Problems.invalid(errors));
  }

  private static Precondition precondition(CommandHeaders headers, boolean required) {
    return switch (headers.precondition()) {
      case Precondition.Version version -> version;
      case Precondition.None(), Precondition.Missing() ->
          required ? new Precondition.Missing() : new Precondition.None();
    };
  }

  private static @Nullable IdempotencyKey idempotency(
      Context ctx, Principal principal, CommandHeaders headers, byte[] body) {
    String key = headers.idempotencyKey();
    return key == null
        ? null
        : new IdempotencyKey(
            principal.tenant(),
            principal.actor(),
            key,
            RequestHash.of(
                ctx.req().getMethod(), ctx.req().getRequestURI(), headers.precondition(), body));
  }

  private Outcome await(CompletableFuture<Outcome> outcome) {
    try {
      return outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Outcome.Unavailable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Unavailable();
    } catch (ExecutionException e) {
      throw new IllegalStateException("outcomes are values", e);
    }
  }
}
