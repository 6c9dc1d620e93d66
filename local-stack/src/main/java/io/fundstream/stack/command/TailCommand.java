package io.fundstream.stack.command;

import io.fundstream.stack.data.Endpoints;
import io.fundstream.stack.feed.EventFeed;
import io.fundstream.stack.feed.EventFeed.Found;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tail}. */
@Command(
    name = "tail",
    description = "Print events from Kafka, decoded, as they come; Ctrl-C ends.")
final class TailCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(500);

  @Mixin private DataOption data = new DataOption();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "CONTEXT",
      description = "whose events, for example fund (default: all)")
  private List<String> contexts = List.of();

  @Option(names = "--json", description = "one JSON object a line, as GET /v1/events shows it")
  private boolean json;

  @Option(names = "--from-beginning", description = "all there are, then those that come")
  private boolean fromBeginning;

  @Override
  public Integer call() throws IOException {
    Logging.errorsOnly();
    Endpoints at = data.endpoints();
    // Ctrl-C is how this command ends well.
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(0), "tail-end"));
    try (EventFeed feed = new EventFeed(at.kafka(), at.registry(), contexts, fromBeginning)) {
      while (!Output.of(spec).checkError()) {
        feed.poll(POLL).forEach(this::print);
      }
    }
    return 0;
  }

  private void print(Found found) {
    PrintWriter out = Output.of(spec);
    switch (found) {
      case Found.Event(var event) -> out.println(json ? event.json() : event.text());
      case Found.Unreadable(var topic, var partition, var offset, var reason) ->
          Output.errors(spec)
              .printf("%s/%d@%d is no event: %s%n", topic, partition, offset, reason);
    }
    out.flush();
  }
}
