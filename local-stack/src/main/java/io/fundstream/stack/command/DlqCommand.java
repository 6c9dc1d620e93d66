package io.fundstream.stack.command;

import io.fundstream.projector.deadletter.DeadLetters;
import io.fundstream.projector.deadletter.Detail;
import io.fundstream.projector.deadletter.Letter;
import io.fundstream.projector.deadletter.Place;
import io.fundstream.projector.deadletter.Wished;
import io.fundstream.runtime.json.Json;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dlq}. */
@Command(
    name = "dlq",
    description = "Records that could not be decoded or applied: look, try again, leave out.",
    synopsisSubcommandLabel = "(list|show|retry|skip)",
    footer = {"", "PLACE is topic-part@offset, as list prints it."})
final class DlqCommand {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private static final String NOTHING = "Nothing is parked.";

  @Spec private @Nullable CommandSpec spec;

  @Command(name = "list", description = "The records at fault, oldest first.")
  int list(
      @Mixin DataOption data,
      @Mixin DlqOptions which,
      @Option(
              names = "--limit",
              defaultValue = "50",
              paramLabel = "N",
              description = "how many at most, up to 1000 (default: ${DEFAULT-VALUE})")
          int limit,
      @Option(names = "--json", description = "one JSON object a line") boolean json) {
    DeadLetters letters = letters(data);
    List<Letter> found = letters.list(which.projections(), limit);
    PrintWriter out = Output.of(spec);
    found.forEach(
        letter -> out.println(json ? Json.text(DlqText.of(letter)) : DlqText.line(letter)));
    if (found.isEmpty() && !json) {
      out.println(NOTHING);
    }
    out.flush();
    return 0;
  }

  @Command(name = "show", description = "One record, with its headers and bytes.")
  int show(
      @Mixin DataOption data,
      @Mixin DlqOptions which,
      @Parameters(paramLabel = "PLACE", description = "where it lies") String place,
      @Option(names = "--json", description = "one JSON object a line, bytes in base64")
          boolean json) {
    List<Detail> found = letters(data).show(which.projections(), place(place));
    if (found.isEmpty()) {
      throw nothing(place);
    }
    PrintWriter out = Output.of(spec);
    found.forEach(one -> out.println(json ? Json.text(DlqText.of(one)) : DlqText.page(one)));
    out.flush();
    return 0;
  }

  @Command(
      name = "retry",
      description = "Have the projector try it again, then what waits behind it, in order.",
      footer = {"", "Exit status 1 if something is still parked afterwards."})
  int retry(
      @Mixin DataOption data,
      @Mixin DlqOptions which,
      @Mixin DlqWait wait,
      @Parameters(arity = "0..1", paramLabel = "PLACE", description = "where it lies")
          @Nullable String place,
      @Option(names = "--all", description = "everything at fault, up to 1000 records")
          boolean all) {
    if (all == (place != null)) {
      throw new CannotDo("Name one PLACE, or --all.");
    }
    DeadLetters letters = letters(data);
    List<Wished> wishes =
        place == null
            ? letters.retryAll(which.projections())
            : letters.retry(which.projections(), place(place));
    if (wishes.isEmpty() && place != null) {
      throw nothing(place);
    }
    if (wishes.isEmpty()) {
      Output.of(spec).println(NOTHING);
      Output.of(spec).flush();
    }
    return await(letters, wishes, wait, "applied");
  }

  @Command(
      name = "skip",
      description = "Leave it out for good, in every rebuild too, and go on with what waits.",
      footer = {"", "Exit status 1 if something of its key is still parked afterwards."})
  int skip(
      @Mixin DataOption data,
      @Mixin DlqOptions which,
      @Mixin DlqWait wait,
      @Parameters(paramLabel = "PLACE", description = "where it lies") String place) {
    DeadLetters letters = letters(data);
    List<Wished> wishes = letters.skip(which.projections(), place(place));
    if (wishes.isEmpty()) {
      throw nothing(place);
    }
    return await(letters, wishes, wait, "skipped");
  }

  private static DeadLetters letters(DataOption data) {
    Logging.errorsOnly();
    return new DeadLetters(OperatorAccess.to(data));
  }

  private static Place place(String text) {
    return Place.read(text)
        .orElseThrow(() ->
            new CannotDo(
                "%s is no place of a record: fundstream.fund-3@17 would be one".formatted(text)));
  }

  private static CannotDo nothing(String place) {
    return new CannotDo(
        "Nothing at fault is parked there: %s. See ./fundstream dlq list".formatted(place));
  }

  private int await(DeadLetters letters, List<Wished> wishes, DlqWait wait, String done) {
    PrintWriter out = Output.of(spec);
    long end = System.nanoTime() + wait.limit().toNanos();
    int left = 0;
    for (Wished wish : wishes) {
      while (!letters.isDone(wish) && System.nanoTime() < end) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      Optional<Letter> first = letters.first(wish);
      String state = letters.isDone(wish) ? "" : " (not finished: is the projector running?)";
      left += first.isPresent() || !state.isEmpty() ? 1 : 0;
      out.printf(
          "%s %s: %s%s%n",
          wish.projection(),
          wish.place(),
          first.map(DlqText::still).orElse(done + ", nothing of its key is parked"),
          state);
      out.flush();
    }
    return left == 0 ? 0 : 1;
  }
}
