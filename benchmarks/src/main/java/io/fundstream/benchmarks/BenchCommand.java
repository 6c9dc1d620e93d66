package io.fundstream.benchmarks;

import io.fundstream.benchmarks.gateway.Batches;
import io.fundstream.benchmarks.gateway.HotKey;
import io.fundstream.benchmarks.gateway.LongStream;
import io.fundstream.benchmarks.gateway.OneCommand;
import io.fundstream.benchmarks.growth.DeepList;
import io.fundstream.benchmarks.growth.LongLog;
import io.fundstream.benchmarks.machine.Machine;
import io.fundstream.benchmarks.platform.Idle;
import io.fundstream.benchmarks.platform.ReadById;
import io.fundstream.benchmarks.platform.Readable;
import io.fundstream.benchmarks.platform.Soak;
import io.fundstream.benchmarks.platform.StartUp;
import io.fundstream.benchmarks.projector.Rebuild;
import io.fundstream.benchmarks.relay.RelayBacklog;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench}. */
@Command(
    name = "fundstream bench",
    description =
        "Measure speed, as ratios to limits and peers of the same run on the same server: machines are"
            + " noisy, only ratios last. Exit status 0 when everything was measured, met or not; 1 if"
            + " something could not be.",
    footerHeading = "%nBenchmarks:%n")
final class BenchCommand implements Callable<Integer> {
  /** A new one is a line here. */
  private static final List<Benchmark> ALL =
      List.of(
          new OneCommand(),
          new Batches(),
          new HotKey(),
          new LongStream(),
          new RelayBacklog(),
          new Rebuild(),
          new DeepList(),
          new Readable(),
          new ReadById(),
          new Idle(),
          new StartUp(),
          new LongLog(),
          new Soak());

  private static final Rounds FULL = new Rounds(3, 5, Duration.ofSeconds(8), Duration.ofMinutes(5));
  private static final Rounds QUICK = new Rounds(1, 1, Duration.ofSeconds(2), Duration.ZERO);

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this and exit")
  @SuppressWarnings("UnusedVariable") // picocli looks at the annotation alone
  private boolean help;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description =
          "only these benchmarks (default: all below but those that take a quarter of an hour each)")
  private List<String> names = List.of();

  @Option(names = "--quick", description = "one short round: shows that it runs, measures little")
  private boolean quick;

  @Option(
      names = "--load",
      paramLabel = "MINUTES",
      description =
          "how long readable's load lasts before it is measured (default: 5; 0 with --quick)")
  private @Nullable Integer load;

  @Option(
      names = "--round",
      paramLabel = "SECONDS",
      description =
          "how long a round lasts (default: 8; 2 with --quick): short ones suit many pairs of runs")
  private @Nullable Integer round;

  @Option(
      names = "--compare",
      paramLabel = "FOLDER",
      description = "what build/bench-ab left there")
  private @Nullable Path compare;

  @Option(names = "--json", paramLabel = "FILE", description = "also write the results there")
  private @Nullable Path json;

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new BenchCommand());
    line.getCommandSpec()
        .usageMessage()
        .footer(ALL.stream().map(BenchCommand::inHelp).toArray(String[]::new));
    return line;
  }

  @Override
  public Integer call() throws Exception {
    CommandLine line = java.util.Objects.requireNonNull(spec).commandLine();
    PrintWriter out = line.getOut();
    if (compare != null) {
      Pairs.read(compare).lines().forEach(out::println);
      out.flush();
      return 0;
    }
    List<Benchmark> chosen = chosen(line);
    List<Result> results = new ArrayList<>();
    int failed = 0;
    Machine before = machine(out, "before");
    for (Benchmark benchmark : chosen) {
      try {
        for (Result result : benchmark.run(rounds())) {
          results.add(result);
          out.println(result.line(before));
        }
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        failed++;
        out.println(benchmark.name() + "\n  not measured: " + root(e).getMessage());
      }
      out.flush();
    }
    Machine after = machine(out, "after");
    if (json != null) ResultsFile.write(json, results, before, after);
    return failed == 0 ? 0 : 1;
  }

  private Rounds rounds() {
    Rounds rounds = quick ? QUICK : FULL;
    return new Rounds(
        rounds.warmUp(),
        rounds.count(),
        round == null ? rounds.length() : Duration.ofSeconds(round),
        load == null ? rounds.load() : Duration.ofMinutes(load));
  }

  private Machine machine(PrintWriter out, String when) throws Exception {
    Machine machine = Machine.measure(rounds().length().dividedBy(2));
    out.println("this machine, " + when + ": " + machine.line());
    out.flush();
    return machine;
  }

  private static String inHelp(Benchmark one) {
    return "  " + one.name() + (one.onlyByName() ? "  (a quarter of an hour; only if named)" : "");
  }

  private static Throwable root(Throwable e) {
    return e.getCause() == null ? e : root(e.getCause());
  }

  private List<Benchmark> chosen(CommandLine line) {
    List<String> known = ALL.stream().map(Benchmark::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new ParameterException(
            line, "no benchmark is called " + name + "; there are " + String.join(", ", known));
      }
    }
    return ALL.stream()
        .filter(one -> names.isEmpty() ? !one.onlyByName() : names.contains(one.name()))
        .toList();
  }
}
