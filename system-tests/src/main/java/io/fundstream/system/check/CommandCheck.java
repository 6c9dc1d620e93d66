package io.fundstream.system.check;

import io.fundstream.system.traffic.Answer;
import io.fundstream.system.traffic.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the writers were told against the log. */
final class CommandCheck {
  private final Map<String, List<LogEvent>> byCommand = new HashMap<>();
  private final Map<String, FundState> states = new HashMap<>();
  private final Payloads payloads;
  private final List<Finding> findings = new ArrayList<>();

  private CommandCheck(Observation seen, Folded folded) {
    payloads = new Payloads(seen.schemas());
    folded.history().forEach(state -> states.put(state.id() + ":" + state.version(), state));
    for (LogEvent event : seen.log()) {
      byCommand.computeIfAbsent(event.correlationId(), _ -> new ArrayList<>()).add(event);
    }
  }

  static List<Finding> of(Observation seen, Folded folded) {
    CommandCheck check = new CommandCheck(seen, folded);
    for (Sent sent : seen.sent()) {
      List<LogEvent> events = check.byCommand.remove(sent.request().id());
      check.command(sent, events == null ? List.of() : events);
    }
    check.byCommand.values().stream()
        .flatMap(List::stream)
        .forEach(event -> check.add(Promise.NOTHING_UNASKED, event, event.line()));
    seen.surprises()
        .forEach(
            text -> check.findings.add(new Finding(Promise.ANSWERED_AS_EXPECTED, null, 0, text)));
    return check.findings;
  }

  private void add(Promise broken, LogEvent event, String detail) {
    findings.add(new Finding(broken, event, detail));
  }

  private void command(Sent sent, List<LogEvent> events) {
    Answer answer = sent.answer();
    if (answer == null) {
      unacknowledged(sent, events);
      return;
    }
    if (!sent.request().expected().contains(answer.status())) {
      find(Promise.ANSWERED_AS_EXPECTED, sent, sent.line());
    }
    if (answer.accepted()) {
      acknowledged(sent, answer, events);
    } else if (!events.isEmpty()) {
      find(Promise.REFUSED_WRITES_NOTHING, sent, sent.line() + " but " + lines(events));
    }
  }

  private void unacknowledged(Sent sent, List<LogEvent> events) {
    if (events.isEmpty()) return;
    if (events.size() > 1 || !isWhatWasSent(sent, events.getFirst())) {
      find(Promise.WHOLLY_OR_NOT_AT_ALL, sent, sent.line() + " but " + lines(events));
    }
  }

  private void acknowledged(Sent sent, Answer answer, List<LogEvent> events) {
    boolean sound =
        events.size() == 1
            && events.getFirst().position().equals(answer.position())
            && events.getFirst().version() == answer.json().get("version").asInt()
            && events.getFirst().stream().toString().equals(answer.json().get("id").asText())
            && isWhatWasSent(sent, events.getFirst());
    if (!sound) {
      find(
          Promise.ACKNOWLEDGED_IS_IN_THE_LOG,
          sent,
          sent.line() + " but the log has " + lines(events));
    }
  }

  private boolean isWhatWasSent(Sent sent, LogEvent event) {
    FundState after = states.get(event.stream() + ":" + event.version());
    return after != null
        && event.shortType().equals(sent.request().event())
        && payloads
            .of(event)
            .map(payload -> SentTerms.areIn(payload, after, sent.request().body()))
            .orElse(false);
  }

  private void find(Promise broken, Sent sent, String detail) {
    String position = sent.answer() == null ? "" : sent.answer().position();
    int colon = position.indexOf(':');
    UUID key = colon < 0 ? sent.request().fund() : UUID.fromString(position.substring(0, colon));
    long seq = colon < 0 ? 0 : Long.parseLong(position.substring(colon + 1));
    findings.add(new Finding(broken, key, seq, detail));
  }

  private static String lines(List<LogEvent> events) {
    return events.isEmpty()
        ? "nothing"
        : String.join("; ", events.stream().map(LogEvent::line).toList());
  }
}
