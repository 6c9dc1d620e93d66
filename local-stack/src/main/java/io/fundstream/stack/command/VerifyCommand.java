package io.fundstream.stack.command;

import io.fundstream.audit.Audit;
import io.fundstream.audit.AuditConfig;
import io.fundstream.audit.AuditReport;
import io.fundstream.migrations.MigrateConfig.Role;
import io.fundstream.stack.data.DataFolder;
import io.fundstream.stack.data.Secrets;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code verify}. */
@Command(
    name = "verify",
    description =
        "Derive every hash chain of the event log anew; exit status 1 if anything is wrong.",
    footer = {"", "On a stopped stack it starts PostgreSQL alone, and stops it again."})
final class VerifyCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--kafka",
      description = "also compare Kafka: the same events, each once, in order (running stack only)")
  private boolean kafka;

  @Option(
      names = "--wait",
      defaultValue = "30",
      paramLabel = "SECONDS",
      description = "how long Kafka may take to catch up (default: ${DEFAULT-VALUE})")
  private long wait;

  @Option(
      names = "--findings",
      defaultValue = "20",
      paramLabel = "N",
      description = "how many findings to name (default: ${DEFAULT-VALUE})")
  private int findings;

  @Override
  public Integer call() throws SQLException {
    Logging.errorsOnly();
    DataFolder folder = data.folder();
    if (!folder.isUsed()) {
      throw new CannotDo("There is no stack in " + folder.root() + ".");
    }
    @Nullable String bootstrap = kafka ? data.endpoints().kafka() : null;
    Secrets secrets = Secrets.of(folder);
    try (DatabaseAccess access = DatabaseAccess.to(folder, secrets)) {
      AuditReport report =
          Audit.run(
              new AuditConfig(
                  access.server().url("fundstream"),
                  Role.VERIFY.roleName(),
                  secrets.of(Role.VERIFY),
                  bootstrap,
                  Duration.ofSeconds(wait),
                  findings));
      PrintWriter out = Output.of(spec);
      report.print(out);
      out.flush();
      return report.exitStatus();
    }
  }
}
