package io.fundstream.system.torture;

import io.fundstream.system.check.Mutation;
import io.fundstream.system.check.Observation;
import io.fundstream.system.check.Promise;
import io.fundstream.system.check.ShortestHistory;
import java.util.ArrayList;
import java.util.List;

/** A verdict in words. */
public final class Report {
  private static final int STORIES = 3;

  private Report() {}

  /** The figures and the verdict; what is wrong with its shortest history. */
  public static List<String> lines(Verdict verdict, long seed) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(verdict.figures().lines());
    lines.add("");
    lines.add(counts(verdict.seen()));
    verdict.failures().forEach(failure -> lines.add("FAILED " + failure));
    verdict.uncaught().forEach(mutation -> lines.add("NOT CAUGHT " + mutation));
    verdict.findings().stream()
        .limit(STORIES)
        .forEach(finding -> lines.addAll(ShortestHistory.of(finding, verdict.seen())));
    if (verdict.findings().size() > STORIES) {
      lines.add("… and " + (verdict.findings().size() - STORIES) + " findings more");
    }
    lines.add(
        verdict.sound()
            ? "sound: %d promises kept, %d of %2$d mutations caught, seed %d"
                .formatted(Promise.values().length, Mutation.values().length, seed)
            : "NOT SOUND: %d findings, %d failures, seed %d"
                .formatted(verdict.findings().size(), verdict.failures().size(), seed));
    return lines;
  }

  private static String counts(Observation seen) {
    long accepted =
        seen.sent().stream()
            .filter(sent -> sent.answer() != null && sent.answer().accepted())
            .count();
    long unanswered = seen.sent().stream().filter(sent -> sent.answer() == null).count();
    long again = seen.sent().stream().filter(sent -> sent.tries() > 1).count();
    return "%d commands: %d accepted, %d refused, %d given up without an answer; %d sent more than once%n"
            .formatted(
                seen.sent().size(),
                accepted,
                seen.sent().size() - accepted - unanswered,
                unanswered,
                again)
        + "%d events, %d records in Kafka, %d funds, %d requests sent again at the end"
            .formatted(
                seen.log().size(),
                seen.topic().size(),
                seen.read().funds().size(),
                seen.replays().size());
  }
}
