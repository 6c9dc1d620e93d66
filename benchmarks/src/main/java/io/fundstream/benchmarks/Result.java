package io.fundstream.benchmarks;

import io.fundstream.benchmarks.machine.Machine;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table.
 *
 * @param value what was measured, round by round
 * @param peer the limit or peer that ran in the same run; null for a figure with a bound
 * @param aim for the ratio to the peer, or for the figure itself if there is none
 * @param where the machines that the aim is for; null for all
 */
public record Result(
    String name,
    String unit,
    Rounds.Series value,
    @Nullable Peer peer,
    Aim aim,
    @Nullable Condition where) {

  /** What the measured stands against. */
  public record Peer(String name, Rounds.Series value) {}

  /** What is aimed at; {@code atMost}: less is better. */
  public record Aim(double bound, boolean atMost) {
    boolean metBy(double figure) {
      return atMost ? figure <= bound : figure >= bound;
    }

    String text() {
      return (atMost ? "aim ≤ " : "aim ≥ ") + "%,.2f".formatted(bound);
    }
  }

  /** Machines that are fast enough for an aim. */
  public record Condition(String text, Predicate<Machine> holds) {}

  /** Has to be at least {@code aim} times the other. */
  public static Result ratio(
      String name,
      String unit,
      Rounds.Series mine,
      String against,
      Rounds.Series other,
      double aim) {
    return new Result(name, unit, mine, new Peer(against, other), new Aim(aim, false), null);
  }

  /** Has to be at most {@code aim} times the other. */
  public static Result ratioAtMost(
      String name,
      String unit,
      Rounds.Series mine,
      String against,
      Rounds.Series other,
      double aim) {
    return new Result(name, unit, mine, new Peer(against, other), new Aim(aim, true), null);
  }

  /** Has to be at most {@code bound}, whatever else is. */
  public static Result atMost(String name, String unit, Rounds.Series mine, double bound) {
    return new Result(name, unit, mine, null, new Aim(bound, true), null);
  }

  /** The same aim, but only for machines that are fast enough. */
  public Result onlyWhere(Condition condition) {
    return new Result(name, unit, value, peer, aim, condition);
  }

  /** The median by the peer's median; the median itself if there is no peer. */
  double ratio() {
    return peer == null ? value.median() : value.median() / peer.value().median();
  }

  /** Whether the aim is met; nothing where it is not for such a machine. */
  Optional<Boolean> met(Machine machine) {
    boolean judged = where == null || where.holds().test(machine);
    return judged ? Optional.of(aim.metBy(ratio())) : Optional.empty();
  }

  /** As a person reads it. */
  String line(Machine machine) {
    String measured = figure(value, unit);
    if (peer != null) {
      measured += " ÷ %s: %s = %.2f".formatted(peer.name(), figure(peer.value(), ""), ratio());
    }
    String condition = where == null ? "" : " where " + where.text();
    String met =
        met(machine)
            .map(yes -> yes ? "met" : "not met")
            .orElse("this machine does not, " + (aim.metBy(ratio()) ? "met" : "not met"));
    return "%s%n  %s, %s%s: %s".formatted(name, measured, aim.text(), condition, met);
  }

  private static String figure(Rounds.Series series, String unit) {
    double median = series.median();
    String number = median < 1_000 ? "%,.2f".formatted(median) : "%,.0f".formatted(median);
    return "%s %s(spread %.0f %%)"
        .formatted(number, unit.isEmpty() ? "" : unit + " ", series.spread() * 100);
  }
}
