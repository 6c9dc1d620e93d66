package io.fundstream.system;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the writers were told: one entry for each command that was answered with a 2xx. */
final class History {
  /** A command's event: its type and where it stands. */
  record Told(UUID fund, String type, int version, String position) {}

  private final List<Told> told = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private long unanswered;

  synchronized void told(UUID fund, String type, Http.Answer answer) {
    told.add(
        new Told(
            fund,
            type,
            answer.json().get("version").asInt(),
            answer.header("Fundstream-Position").orElse("none")));
  }

  /** An answer that no fault of a part explains. */
  synchronized void fault(String what) {
    faults.add(what);
  }

  /** A try without an answer, or one that asks to come again. */
  synchronized void unanswered() {
    unanswered++;
  }

  synchronized List<Told> told() {
    return List.copyOf(told);
  }

  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  synchronized long tries() {
    return unanswered;
  }
}
