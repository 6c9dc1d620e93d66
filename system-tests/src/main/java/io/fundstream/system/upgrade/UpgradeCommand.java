package io.fundstream.system.upgrade;

import io.fundstream.parts.Folders;
import io.fundstream.system.stack.Release;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code upgrade-test}. */
@Command(
    name = "upgrade-test",
    description =
        "Fill a folder with one release and open it with another, or run both side by side under load."
            + " Exit status 1 if anything differs that should not.",
    mixinStandardHelpOptions = true)
final class UpgradeCommand implements Callable<Integer> {
  private static final String FOLDER = "folder";
  private static final String ROLLING = "rolling";

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--old",
      required = true,
      paramLabel = "RUN",
      description = "the release before: the folder in target/run that its launcher has made")
  private @Nullable Path old;

  @Option(
      names = "--new",
      paramLabel = "RUN",
      description = "the release after (default: the one that this command is of)")
  private @Nullable Path now;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description = "${DEFAULT-VALUE} are the parts there are")
  private Set<String> only = Set.of(FOLDER, ROLLING);

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "how long both releases work side by side (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Override
  public Integer call() throws Exception {
    if (spec == null || old == null) throw new IllegalStateException("picocli gives both");
    PrintWriter out = spec.commandLine().getOut();
    Release before = release("old", old);
    Release after = now == null ? Release.own() : release("new", now);
    Findings findings = new Findings(out);
    if (only.contains(FOLDER)) {
      Path folder = begin(out, FOLDER);
      new OpenedFolder(findings, folder).run(before, after);
      end(out, folder, findings);
    }
    if (only.contains(ROLLING)) {
      Path folder = begin(out, ROLLING);
      new RollingUpgrade(findings, folder, Duration.ofSeconds(seconds)).run(before, after);
      end(out, folder, findings);
    }
    out.printf("%d checks failed%n", findings.failed());
    out.flush();
    return findings.failed() == 0 ? 0 : 1;
  }

  private static Path begin(PrintWriter out, String part) {
    Path folder = Folders.temporary("upgrade-" + part);
    out.printf("%s, in %s%n", part, folder);
    out.flush();
    return folder;
  }

  private static void end(PrintWriter out, Path folder, Findings findings) {
    if (findings.failed() == 0) {
      Folders.delete(folder);
    } else {
      out.println("what was there is in " + folder);
    }
  }

  private Release release(String name, Path run) throws IOException {
    Path classPath = run.resolve("class-path");
    if (spec != null && !Files.isReadable(classPath)) {
      throw new ParameterException(spec.commandLine(), classPath + " is not there");
    }
    return new Release(name, Files.readString(classPath).strip(), run);
  }
}
