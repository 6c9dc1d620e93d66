package io.fundstream.stack.command;

import io.fundstream.stack.data.DataFolder;
import io.fundstream.stack.data.States;
import io.fundstream.stack.data.States.State;
import io.fundstream.stack.data.Wishes;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code service}. */
@Command(
    name = "service",
    description = "Stop, start or list what a running stack is made of.",
    synopsisSubcommandLabel = "(stop|start|list)")
final class ServiceCommand {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String NAMES =
      "gateway, relay, projector, query, kafka, postgres or registry";

  @Spec private @Nullable CommandSpec spec;

  @Command(name = "stop", description = "Stop it and keep it stopped; several are stopped at once.")
  int stop(
      @Mixin DataOption data,
      @Parameters(arity = "1..*", paramLabel = "NAME", description = NAMES) List<String> names) {
    DataFolder folder = running(data, names);
    names.forEach(Wishes.of(folder)::stop);
    names.forEach(name -> await(folder, name, State.STOPPED));
    return 0;
  }

  @Command(name = "start", description = "Start it again; several are started at once.")
  int start(
      @Mixin DataOption data,
      @Parameters(arity = "1..*", paramLabel = "NAME", description = NAMES) List<String> names) {
    DataFolder folder = running(data, names);
    names.forEach(Wishes.of(folder)::start);
    names.forEach(name -> await(folder, name, State.RUNNING));
    return 0;
  }

  @Command(name = "list", description = "Name, state, pid and restarts of each.")
  int list(@Mixin DataOption data) {
    Logging.errorsOnly();
    data.endpoints();
    PrintWriter out = Output.of(spec);
    States.of(data.folder())
        .read()
        .forEach((name, member) ->
            out.printf(
                "%-10s %-12s %-16s %s%n",
                name,
                words(member.state()),
                place(member),
                member.restarts() == 0 ? "" : "restarted " + member.restarts() + "×"));
    out.flush();
    return 0;
  }

  private static DataFolder running(DataOption data, List<String> names) {
    Logging.errorsOnly();
    data.endpoints();
    DataFolder folder = data.folder();
    Map<String, States.Member> members = States.of(folder).read();
    names.stream()
        .filter(name -> !members.containsKey(name))
        .findFirst()
        .ifPresent(name -> {
          throw new CannotDo("There is no " + name + ": name one of " + NAMES + ".");
        });
    return folder;
  }

  private void await(DataFolder folder, String name, State state) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end) {
      States.@Nullable Member member = States.of(folder).read().get(name);
      if (member != null && member.state() == state) {
        Output.of(spec).printf("%s is %s%n", name, words(state));
        Output.of(spec).flush();
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    throw new CannotDo(
        "%s is not %s after %d s; see %s"
            .formatted(name, words(state), LIMIT.toSeconds(), folder.of("logs")));
  }

  private static String place(States.Member member) {
    if (member.state() == State.STOPPED) {
      return "";
    }
    return member.pid() == 0 ? "in the stack" : "pid " + member.pid();
  }

  private static String words(State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
