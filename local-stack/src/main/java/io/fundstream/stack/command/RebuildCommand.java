package io.fundstream.stack.command;

import io.fundstream.projector.rebuild.RebuildDesk;
import io.fundstream.projector.rebuild.RebuildDesk.Filled;
import io.fundstream.projector.rebuild.Version;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rebuild}. */
@Command(
    name = "rebuild",
    description =
        "Fill a projection's tables anew beside those that serve, and switch when they have caught up.",
    footer = {
      "",
      "Without a name: the versions that there are. Ctrl-C ends the display, not the rebuild;",
      "the same command again follows it. Exit status 1 if it was given up."
    })
final class RebuildCommand implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(30);

  @Mixin private DataOption data = new DataOption();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "PROJECTION",
      description = "without a version: fund, event, activity")
  private @Nullable String name;

  @Option(names = "--cancel", description = "give up the rebuild that is under way")
  private boolean cancel;

  @Override
  public Integer call() {
    Logging.errorsOnly();
    RebuildDesk desk = new RebuildDesk(OperatorAccess.to(data));
    if (name == null) {
      desk.versions().forEach(version -> say(line(desk, version)));
      return 0;
    }
    check(desk, name);
    Optional<Version> before = filling(desk, name);
    if (cancel) {
      Version given =
          before.orElseThrow(() -> new CannotDo("No rebuild of " + name + " is under way."));
      taken(desk, desk.cancel(name));
      say(given + " is given up.");
      return 0;
    }
    before.ifPresent(version -> say(version + " is being filled already."));
    if (before.isEmpty()) {
      taken(desk, desk.rebuild(name));
    }
    return follow(desk, name);
  }

  private static void check(RebuildDesk desk, String name) {
    TreeSet<String> names = new TreeSet<>();
    desk.versions().forEach(version -> names.add(version.name()));
    if (!names.contains(name)) {
      throw new CannotDo(
          "There is no projection %s: name one of %s.".formatted(name, String.join(", ", names)));
    }
  }

  private static Optional<Version> filling(RebuildDesk desk, String name) {
    return of(desk, name).stream().filter(Version::filling).findFirst();
  }

  private static List<Version> of(RebuildDesk desk, String name) {
    return desk.versions().stream().filter(version -> version.name().equals(name)).toList();
  }

  private static void taken(RebuildDesk desk, UUID wish) {
    long end = System.nanoTime() + TAKEN_WITHIN.toNanos();
    while (!desk.isTaken(wish)) {
      if (System.nanoTime() > end) {
        throw new CannotDo("The projector has not taken it up yet: is it running? It will.");
      }
      LockSupport.parkNanos(LOOK.toNanos() / 5);
    }
  }

  private int follow(RebuildDesk desk, String projection) {
    Version last = of(desk, projection).getLast();
    RebuildPace pace = new RebuildPace();
    while (true) {
      Version now = of(desk, projection).getLast();
      if (now.live()) {
        say(now + " serves.");
        return 0;
      }
      if (now.retired()) {
        say(now + " was given up.");
        return 1;
      }
      Optional<Filled> filled = desk.filled(last);
      say(now + ": " + filled.map(pace::text).orElse("begins") + waitsFor(desk, projection, now));
      LockSupport.parkNanos(LOOK.multipliedBy(2).toNanos());
    }
  }

  private static String waitsFor(RebuildDesk desk, String projection, Version filling) {
    return of(desk, projection).stream()
        .filter(Version::live)
        .findFirst()
        .flatMap(live -> desk.hindrance(filling, live))
        .map(why -> "; will not serve: " + why + " (dlq list --projection " + filling + ")")
        .orElse("");
  }

  private static String line(RebuildDesk desk, Version version) {
    String state =
        version.live() ? "serves" : version.cleaned() ? "gone" : version.retired() ? "goes" : "";
    return "%-12s code %d  %s"
        .formatted(
            version,
            version.code(),
            state.isEmpty()
                ? desk.filled(version).map(new RebuildPace()::text).orElse("begins")
                : state);
  }

  private void say(String line) {
    PrintWriter out = Output.of(spec);
    out.println(line);
    out.flush();
  }
}
