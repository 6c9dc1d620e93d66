package io.fundstream.stack.command;

import io.fundstream.stack.data.Endpoints;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code up}. */
@Command(
    name = "up",
    description = "Start everything and keep it running until Ctrl-C.",
    footer = {
      "",
      "State survives restarts; endpoints.json in the folder tells programs where everything is."
    })
final class UpCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();
  @Mixin private StackOptions options = new StackOptions();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = Output.of(spec);
    StackRun run = StackRun.start(options.on(data.folder()), out);
    Endpoints at = run.endpoints();
    out.printf("Fundstream is ready%n");
    out.printf(
        """
          started in  %s
          gateway     %s  (commands; /docs)
          query API   %s  (reads; /docs)
          registry    %s
          Kafka       %s
          PostgreSQL  %s
          API key     %s
        Logs are in %s. Ctrl-C stops everything.
        """,
        StackRun.sinceStart(),
        at.gateway(),
        at.query(),
        at.registry(),
        at.kafka(),
        at.postgres(),
        at.apiKey(),
        run.settings().folder().of("logs"));
    out.flush();
    run.await();
    return 0;
  }
}
