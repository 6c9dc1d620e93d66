package io.fundstream.stack.command;

import io.fundstream.audit.Audit;
import io.fundstream.audit.AuditConfig;
import io.fundstream.audit.AuditReport;
import io.fundstream.migrations.MigrateConfig.Role;
import io.fundstream.stack.StackSettings;
import io.fundstream.stack.data.DataFolder;
import io.fundstream.stack.data.Endpoints;
import io.fundstream.stack.data.Secrets;
import io.fundstream.stack.demo.Practice;
import io.fundstream.stack.demo.Story;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}. */
@Command(
    name = "demo",
    description = "Start everything, play a fund's life through it, and leave it running.")
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "the stack's folder (default: a fresh temporary one, deleted at the end)")
  private @Nullable Path path;

  @Option(
      names = "--exit",
      description = "stop after the story; exit status 0 only if every step was seen end to end")
  private boolean exit;

  @Mixin private StackOptions options = new StackOptions();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    PrintWriter out = Output.of(spec);
    StackSettings settings = path == null ? options.temporary() : options.on(DataFolder.open(path));
    StackRun run = StackRun.start(settings, out);
    out.printf("Fundstream is ready after %s%n", StackRun.sinceStart());
    out.flush();
    int wrong = Story.play(run.endpoints(), out) + audit(run.endpoints(), settings.folder(), out);
    if (Boolean.getBoolean("fundstream.start-cache.record")) Practice.run(run.endpoints());
    if (!exit) {
      invite(run.endpoints(), out);
      run.await();
    }
    run.close();
    out.println();
    out.println(wrong == 0 ? "Every step was seen end to end." : wrong + " steps went wrong.");
    out.flush();
    return wrong == 0 ? 0 : 1;
  }

  private static int audit(Endpoints at, DataFolder folder, PrintWriter out) throws SQLException {
    out.printf("%nAnd the audit, which shares no code with the writer:%n");
    String password = Secrets.of(folder).of(Role.VERIFY);
    AuditReport report =
        Audit.run(
            AuditConfig.of(at.postgres(), Role.VERIFY.roleName(), password).comparing(at.kafka()));
    report.print(out);
    out.flush();
    return report.exitStatus();
  }

  private static void invite(Endpoints at, PrintWriter out) {
    out.printf(
        """

        All of it stays up until Ctrl-C. Try:
          curl -s -H 'Authorization: Bearer %1$s' %3$s/v1/funds
          curl -s -H 'Authorization: Bearer %1$s' '%3$s/v1/events?limit=3'
          curl -sN -H 'Authorization: Bearer %1$s' %3$s/v1/events/stream &
          curl -s -H 'Authorization: Bearer %1$s' -H 'Content-Type: application/json' %2$s/v1/funds \\
            -d '{"name":"My fund","vintageYear":2026,"targetSize":"1000000.00","managementFeeRate":"0.02","carryRate":"0.2"}'
        Documentation: %2$s/docs (commands), %3$s/docs (reads)
        """,
        at.apiKey(), at.gateway(), at.query());
    out.flush();
  }
}
