package io.fundstream.system.upgrade;

import io.fundstream.system.check.LogEvent;
import io.fundstream.system.observe.Observer;
import io.fundstream.system.stack.StackProcess;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What this release shows of the folder, against what the release before has shown. */
final class Compared {
  private final Before before;

  Compared(Before before) {
    this.before = before;
  }

  /** Answers that are not as they were, but for the new fields. */
  List<String> answers(Reader reader) throws IOException, InterruptedException {
    Map<Questions.Question, List<Shown>> now =
        Before.answers(reader, List.copyOf(before.answers().keySet()));
    List<String> wrong = new ArrayList<>();
    before
        .answers()
        .forEach((question, then) ->
            wrong.addAll(differences(question, then, now.getOrDefault(question, List.of()))));
    return wrong;
  }

  private static List<String> differences(
      Questions.Question question, List<Shown> then, List<Shown> now) {
    List<Shown> one = then;
    List<Shown> other = now;
    if (question.showsFunds()) other = now.stream().map(NewFields::removed).toList();
    if (question.listsFunds() && !one.equals(now)) {
      one = one.stream().map(Shown::withoutTag).toList();
      other = other.stream().map(Shown::withoutTag).toList();
    }
    return one.equals(other)
        ? List.of()
        : List.of(question.path() + " as " + question.accept() + ": " + first(one, other));
  }

  private static <T> String first(List<T> then, List<T> now) {
    for (int n = 0; n < Math.min(then.size(), now.size()); n++) {
      if (!then.get(n).equals(now.get(n)))
        return "\n            then " + then.get(n) + "\n            now  " + now.get(n);
    }
    return "%d then, %d now".formatted(then.size(), now.size());
  }

  private static <T> List<String> lists(List<T> then, List<T> now) {
    return then.equals(now) ? List.of() : List.of(first(then, now));
  }

  /** Whether a cursor of the release before leads to the same pages. */
  List<String> pages(Reader reader) throws IOException, InterruptedException {
    return lists(before.rest(), reader.pages(before.second(), "application/json"));
  }

  /** Whether the live feed resumes where a reader of the release before was. */
  List<String> feed(Reader reader) throws IOException, InterruptedException {
    return lists(before.feed(), before.feedAgain(reader));
  }

  /** Whether every event of then is there, byte for byte. */
  List<String> log(StackProcess stack) throws SQLException {
    List<LogEvent> now = new Observer(stack).log();
    return lists(before.log(), now.subList(0, Math.min(before.log().size(), now.size())));
  }

  /** Schemas of then that are gone or have another text. */
  List<String> schemas(Tables tables) throws SQLException {
    List<String> gone = new ArrayList<>(before.schemas());
    gone.removeAll(tables.schemas());
    return gone;
  }

  /** Whether Kafka's records read the same. */
  List<String> tail(StackProcess stack) throws IOException {
    return lists(before.tail(), Before.tail(stack, before.tail().size()));
  }

  /** Whether the same records are parked. */
  List<String> parked(Tables tables) throws SQLException {
    return lists(before.parked(), tables.parked());
  }
}
