package io.fundstream.system.check;

import io.fundstream.system.traffic.Answer;
import io.fundstream.system.traffic.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each request was told when it was sent once more under its key. That nothing changed is seen
 * by the other checks: the log was read afterwards.
 */
final class ReplayCheck {
  /** Refusals that depend on state are remembered, the others are worked out again. */
  private static final Set<Integer> REMEMBERED = Set.of(200, 201, 404, 409, 412);

  private ReplayCheck() {}

  static List<Finding> of(Observation seen) {
    List<Finding> findings = new ArrayList<>();
    Map<String, LogEvent> byCommand = new HashMap<>();
    seen.log().forEach(event -> byCommand.put(event.correlationId(), event));
    for (Sent sent : seen.sent()) {
      Answer again = seen.replays().get(sent.request().id());
      LogEvent event = byCommand.get(sent.request().id());
      if (again == null || isRight(sent, again, event)) continue;
      String detail = "%s; again: %d %s".formatted(sent.line(), again.status(), again.body());
      findings.add(
          event == null
              ? new Finding(Promise.REPLAY_CHANGES_NOTHING, sent.request().fund(), 0, detail)
              : new Finding(Promise.REPLAY_CHANGES_NOTHING, event, detail));
    }
    return findings;
  }

  private static boolean isRight(Sent sent, Answer again, @Nullable LogEvent event) {
    Answer first = sent.answer();
    if (first == null) {
      // Nobody was told, but it is in the log: the answer is there, and names the event.
      return event != null
          && again.accepted()
          && again.replayed()
          && again.position().equals(event.position());
    }
    return REMEMBERED.contains(first.status())
        ? again.replayed() && again.original().equals(first.original())
        : again.status() == first.status() && !again.replayed();
  }
}
