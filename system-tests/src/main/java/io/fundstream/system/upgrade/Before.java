package io.fundstream.system.upgrade;

import io.fundstream.system.check.LogEvent;
import io.fundstream.system.observe.Observer;
import io.fundstream.system.stack.StackProcess;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Everything that the release before shows of a folder.
 *
 * @param log with payloads and hashes
 * @param schemas with fingerprints
 * @param answers page by page
 * @param second where the list of events goes on after its first page: a cursor is good for long
 * @param rest the pages from there
 * @param tail what {@code tail --from-beginning --json} prints, sorted: topics have parts
 */
record Before(
    List<LogEvent> log,
    List<String> schemas,
    Map<Questions.Question, List<Shown>> answers,
    String second,
    List<Shown> rest,
    List<String> feed,
    List<String> tail,
    List<String> parked) {
  private static final String EVENTS = "/v1/events?limit=100";
  private static final int FEED_LINES = 150;

  static Before of(StackProcess stack, Reader reader, List<UUID> first, UUID parkedFund)
      throws SQLException, IOException, InterruptedException {
    Tables tables = new Tables(stack);
    List<LogEvent> log = new Observer(stack).log();
    String second = reader.second(EVENTS).orElseThrow();
    return new Before(
        log,
        tables.schemas(),
        answers(reader, Questions.of(log, first, parkedFund).all()),
        second,
        reader.pages(second, "application/json"),
        reader.feed(cursor(second), FEED_LINES),
        tail(stack, log.size()),
        tables.parked());
  }

  /** The cursor in the address of a page. */
  static String cursor(String page) {
    return page.replaceAll(".*[?&]cursor=([^&]*).*", "$1");
  }

  static Map<Questions.Question, List<Shown>> answers(
      Reader reader, List<Questions.Question> questions) throws IOException, InterruptedException {
    Map<Questions.Question, List<Shown>> answers = new LinkedHashMap<>();
    for (Questions.Question one : questions) {
      answers.put(one, reader.pages(one.path(), one.accept()));
    }
    return answers;
  }

  static List<String> tail(StackProcess stack, int events) throws IOException {
    List<String> lines = new ArrayList<>(stack.lines(events, "tail", "--json", "--from-beginning"));
    lines.removeIf(line -> !line.startsWith("{"));
    Collections.sort(lines);
    return lines;
  }

  /** How the live feed goes on after the first page. */
  List<String> feedAgain(Reader reader) throws IOException, InterruptedException {
    return reader.feed(cursor(second), FEED_LINES);
  }
}
