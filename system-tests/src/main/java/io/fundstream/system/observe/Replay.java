package io.fundstream.system.observe;

import io.fundstream.system.check.LogEvent;
import io.fundstream.system.traffic.Answer;
import io.fundstream.system.traffic.Client;
import io.fundstream.system.traffic.Crowd;
import io.fundstream.system.traffic.Sent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sends every request once more under its key. */
public final class Replay {
  private Replay() {}

  /**
   * What each was told, by the request's id. A request that got no answer is sent again only if its
   * event is in the log: otherwise it would be carried out now, and rightly so.
   */
  public static Map<String, Answer> of(Client client, List<Sent> history, List<LogEvent> log)
      throws InterruptedException, ExecutionException {
    Set<String> recorded = log.stream().map(LogEvent::correlationId).collect(Collectors.toSet());
    List<Sent> again =
        history.stream()
            .filter(sent -> sent.answer() != null || recorded.contains(sent.request().id()))
            .toList();
    List<Answer> answers =
        Crowd.all(
            IntStream.range(0, again.size()),
            n -> Crowd.untilAnswered(client, again.get(n).request()));
    Map<String, Answer> told = new HashMap<>();
    for (int n = 0; n < again.size(); n++) {
      told.put(again.get(n).request().id(), answers.get(n));
    }
    return told;
  }
}
