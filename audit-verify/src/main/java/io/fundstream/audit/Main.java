package io.fundstream.audit;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The audit as a program of its own. */
@Command(
    name = "audit-verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Derives every hash chain of the event log anew and names what does not fit.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every check passed",
      "1:something is wrong; the first findings are printed",
      "2:the audit could not run"
    })
public final class Main implements Callable<Integer> {
  private static final int COULD_NOT_RUN = 2;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--database-url",
      required = true,
      defaultValue = "${env:FUNDSTREAM_DATABASE_URL}",
      description = "JDBC URL of the event store (env FUNDSTREAM_DATABASE_URL)")
  private String url = "";

  @Option(
      names = "--database-user",
      defaultValue = "${env:FUNDSTREAM_DATABASE_USER:-fundstream_verify}",
      description =
          "a role that may read it (env FUNDSTREAM_DATABASE_USER; default fundstream_verify)")
  private String user = "";

  @Option(
      names = "--kafka",
      arity = "0..1",
      fallbackValue = "${env:FUNDSTREAM_KAFKA_BOOTSTRAP}",
      paramLabel = "HOST:PORT",
      description =
          "also compare Kafka: same events, each once, in order, same bytes (without a value: env"
              + " FUNDSTREAM_KAFKA_BOOTSTRAP)")
  private @Nullable String kafka;

  @Option(
      names = "--wait",
      defaultValue = "30",
      paramLabel = "SECONDS",
      description = "how long Kafka may take to catch up with the log (default 30)")
  private long wait;

  @Option(
      names = "--findings",
      defaultValue = "20",
      paramLabel = "N",
      description = "how many findings to name (default 20)")
  private int findings;

  @Override
  public Integer call() throws Exception {
    String password = System.getenv().getOrDefault("FUNDSTREAM_DATABASE_PASSWORD", "");
    AuditConfig config =
        new AuditConfig(url, user, password, kafka, Duration.ofSeconds(wait), findings);
    AuditReport report = Audit.run(config);
    report.print(out());
    return report.exitStatus();
  }

  private PrintWriter out() {
    if (spec == null) throw new IllegalStateException("picocli gives the specification");
    return spec.commandLine().getOut();
  }

  /** The command line, with the exit status of each outcome. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler((failure, command, parsed) -> {
          command.getErr().println("the audit could not run: " + failure.getMessage());
          return COULD_NOT_RUN;
        });
  }

  /** Runs the audit; the password comes from {@code FUNDSTREAM_DATABASE_PASSWORD}. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }
}
