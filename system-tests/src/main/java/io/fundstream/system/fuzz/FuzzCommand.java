package io.fundstream.system.fuzz;

import io.fundstream.stack.data.DataFolder;
import io.fundstream.stack.data.Endpoints;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fuzz}. */
@Command(
    name = "fundstream fuzz",
    description =
        "Send good and hostile requests to both APIs of a running stack and judge every answer; at"
            + " the end, compare what was written with what was accepted. Exit status 1 if anything"
            + " was wrong. Nobody else should write meanwhile.")
final class FuzzCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this and exit")
  @SuppressWarnings("UnusedVariable") // picocli looks at the annotation alone
  private boolean help;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".fundstream",
      description = "the stack's folder (default: ${DEFAULT-VALUE})")
  private Path data = Path.of(".fundstream");

  @Option(names = "--seed", description = "which requests (default: a new one, printed)")
  private @Nullable Long seed;

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "20000",
      description = "how many (default: ${DEFAULT-VALUE})")
  private int requests;

  @Option(names = "--kinds", description = "also print how often each kind got each status")
  private boolean kinds;

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    CommandSpec command = spec;
    if (command == null) throw new IllegalStateException("picocli gives the specification");
    DataFolder folder = new DataFolder(data.toAbsolutePath().normalize());
    Endpoints at =
        Endpoints.read(folder)
            .orElseThrow(() ->
                new ParameterException(
                    command.commandLine(),
                    "No stack runs on " + folder.root() + ". Start one: ./fundstream up"));
    Endpoints.Superuser superuser = at.postgresSuperuser();
    Fuzzer fuzzer =
        new Fuzzer(
            URI.create(at.gateway()),
            URI.create(at.query()),
            at.apiKey(),
            () ->
                DriverManager.getConnection(at.postgres(), superuser.user(), superuser.password()));
    PrintWriter out = command.commandLine().getOut();
    Long chosen = seed;
    FuzzReport report =
        fuzzer.run(chosen == null ? System.nanoTime() % 1_000_000_000 : chosen, requests);
    report.print(out);
    if (kinds) report.printKinds(out);
    return report.sound() ? 0 : 1;
  }
}
