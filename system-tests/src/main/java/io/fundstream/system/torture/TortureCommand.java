package io.fundstream.system.torture;

import io.fundstream.parts.Folders;
import io.fundstream.system.fault.FaultKind;
import io.fundstream.system.stack.StackProcess;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code torture}. */
@Command(
    name = "fundstream torture",
    description =
        "Harm a new stack in every way there is while several writers use it, and judge from outside"
            + " that nothing was lost, repeated or reordered. Exit status 1 if anything was. All of it is"
            + " done to a stack of its own, in a folder of its own.",
    footerHeading = "%nKinds of faults:%n")
final class TortureCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this and exit")
  @SuppressWarnings("UnusedVariable") // picocli looks at the annotation alone
  private boolean help;

  @Option(
      names = "--seed",
      description = "the order of the faults and what is written (default: a new one, printed)")
  private @Nullable Long seed;

  @Option(
      names = "--minutes",
      defaultValue = "10",
      description = "how long harm is done (default: ${DEFAULT-VALUE})")
  private double minutes;

  @Option(
      names = "--faults",
      split = ",",
      paramLabel = "KIND",
      description = "only these kinds, separated by commas (default: all, see below)")
  private List<String> faults = List.of();

  @Option(
      names = "--pause",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description =
          "from a recovery to the next fault, at least (default: ${DEFAULT-VALUE}: what was killed"
              + " before is still warming up)")
  private int pause;

  @Option(
      names = "--outage",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "how long Kafka is away at a time (default: ${DEFAULT-VALUE})")
  private int outage;

  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "recovery after a single kill that takes longer is a failure (default: ${DEFAULT-VALUE})")
  private int within;

  @Option(
      names = "--writers",
      paramLabel = "N",
      defaultValue = "4",
      description = "how many clients write (default: ${DEFAULT-VALUE})")
  private int writers;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "an empty folder for the stack (default: a temporary one, kept only if anything is wrong)")
  private @Nullable Path data;

  /** The command with the list of faults in its help. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new TortureCommand());
    line.getCommandSpec()
        .usageMessage()
        .footer(
            FaultKind.all().stream()
                .map(kind -> "  %-16s %s".formatted(kind.label(), kind.words()))
                .toArray(String[]::new));
    return line;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec().commandLine().getOut();
    CampaignSettings settings = settings(); // first: what it refuses leaves no folder behind
    Path folder = data == null ? Folders.temporary("torture") : empty(data);
    out.printf("seed %d, folder %s%n", settings.seed(), folder);
    out.flush();
    Verdict verdict;
    try (StackProcess stack = StackProcess.up(folder)) {
      verdict =
          new Campaign(
                  settings,
                  stack,
                  line -> {
                    out.println(line);
                    out.flush();
                  })
              .run();
    }
    Report.lines(verdict, settings.seed()).forEach(out::println);
    if (verdict.sound() && data == null) Folders.delete(folder);
    if (!verdict.sound()) out.println("what was there is in " + folder);
    out.flush();
    return verdict.sound() ? 0 : 1;
  }

  private CampaignSettings settings() {
    return new CampaignSettings(
        Optional.ofNullable(seed).orElseGet(() -> new Random().nextLong(1_000_000)),
        Duration.ofMillis(Math.round(minutes * 60_000)),
        Integer.MAX_VALUE,
        faults.isEmpty() ? FaultKind.all() : faults.stream().map(this::kind).toList(),
        Duration.ofSeconds(pause),
        Duration.ofSeconds(outage),
        Duration.ofSeconds(within),
        PATIENCE,
        writers);
  }

  private Path empty(Path folder) {
    String[] files = folder.toFile().list();
    if (files != null && files.length > 0) {
      throw new ParameterException(
          spec().commandLine(),
          Arrays.toString(files) + " are in " + folder + ": name an empty one");
    }
    return folder;
  }

  private FaultKind kind(String label) {
    return FaultKind.of(label)
        .orElseThrow(() ->
            new ParameterException(spec().commandLine(), "there is no fault '" + label + "'"));
  }

  private CommandSpec spec() {
    if (spec == null) throw new IllegalStateException("picocli gives the specification");
    return spec;
  }
}
