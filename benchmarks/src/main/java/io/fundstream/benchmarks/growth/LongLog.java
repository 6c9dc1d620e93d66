package io.fundstream.benchmarks.growth;

import io.fundstream.benchmarks.Benchmark;
import io.fundstream.benchmarks.Result;
import io.fundstream.benchmarks.Rounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast a backlog goes through relay and projector when there are five million events before it,
 * against how fast when there are none.
 */
public final class LongLog implements Benchmark {
  private static final int EVENTS = 5_000_000;
  private static final int QUICK_EVENTS = 200_000;
  private static final int PER_SECOND_OF_ROUND = 20_000;
  private static final int MOST_ROUNDS = 3;
  private static final double AIM = 0.8;

  @Override
  public String name() {
    return "long-log";
  }

  @Override
  public boolean onlyByName() {
    return true;
  }

  @Override
  public List<Result> run(Rounds rounds) throws Exception {
    int events = rounds.length().compareTo(Duration.ofSeconds(5)) < 0 ? QUICK_EVENTS : EVENTS;
    int backlog = Math.toIntExact(rounds.length().toSeconds() * PER_SECOND_OF_ROUND);
    List<PublishedLog.Paces> late = new ArrayList<>();
    List<PublishedLog.Paces> early = new ArrayList<>();
    try (PublishedLog old = new PublishedLog("old")) {
      old.grow(events);
      for (int round = 0; round <= Math.min(rounds.count(), MOST_ROUNDS); round++) {
        PublishedLog.Paces mine = old.paces(backlog);
        try (PublishedLog fresh = new PublishedLog("new" + round)) {
          PublishedLog.Paces other = fresh.paces(backlog);
          System.err.printf(
              "  round %d: relay %,.0f, new %,.0f; projector %,.0f, new %,.0f%n",
              round, mine.relay(), other.relay(), mine.projector(), other.projector());
          if (round == 0) continue;
          late.add(mine);
          early.add(other);
        }
      }
    }
    String after = " after %,d events".formatted(events);
    return List.of(
        result("relay" + after, late, early, PublishedLog.Paces::relay),
        result(
            "projector (three projections)" + after, late, early, PublishedLog.Paces::projector));
  }

  private interface Of {
    double pace(PublishedLog.Paces paces);
  }

  private static Result result(
      String what, List<PublishedLog.Paces> late, List<PublishedLog.Paces> early, Of of) {
    return Result.ratio(
        what, "events/s", series(late, of), "from an empty log", series(early, of), AIM);
  }

  private static Rounds.Series series(List<PublishedLog.Paces> paces, Of of) {
    return Rounds.Series.of(paces.stream().map(of::pace).toList());
  }
}
