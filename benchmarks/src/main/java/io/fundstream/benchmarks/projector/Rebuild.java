package io.fundstream.benchmarks.projector;

import io.fundstream.benchmarks.Benchmark;
import io.fundstream.benchmarks.Result;
import io.fundstream.benchmarks.Rounds;
import io.fundstream.benchmarks.relay.Backlog;
import io.fundstream.benchmarks.relay.Pace;
import io.fundstream.benchmarks.relay.ReadyRelay;
import io.fundstream.parts.TestDatabase;
import io.fundstream.parts.TestKafka;
import io.fundstream.projector.rebuild.RebuildDesk;
import io.fundstream.projector.rebuild.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** {@code rebuild activity}, a projection of one table, while nothing else happens. */
public final class Rebuild implements Benchmark {
  private static final int PER_SECOND_OF_ROUND = 30_000;
  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final double AIM = 0.8;

  @Override
  public String name() {
    return "rebuild";
  }

  @Override
  public List<Result> run(Rounds rounds) throws Exception {
    int events = Math.toIntExact(rounds.length().toSeconds() * PER_SECOND_OF_ROUND);
    List<Double> ours = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    try (TestDatabase database = TestDatabase.fresh();
        TestKafka kafka = TestKafka.fresh()) {
      publish(database, kafka, events);
      try (BenchProjector projector = new BenchProjector(database, kafka)) {
        Pace.await(events, projector::appliedByAll);
        BareUpsert limit = new BareUpsert(database);
        RebuildDesk desk = new RebuildDesk(database.as("fundstream_operator"));
        for (int round = 0; round <= rounds.count(); round++) {
          double mine = rebuild(desk, projector, events);
          double other = limit.perSecond();
          System.err.printf("  round %d: %,.0f, %,.0f%n", round, mine, other);
          if (round == 0) continue;
          ours.add(mine);
          bare.add(other);
        }
      }
    }
    return List.of(
        Result.ratio(
            "rebuild of a one-table projection",
            "events/s",
            Rounds.Series.of(ours),
            "bare unnest upsert of the same rows",
            Rounds.Series.of(bare),
            AIM));
  }

  private static void publish(TestDatabase database, TestKafka kafka, int events) throws Exception {
    Backlog backlog = new Backlog(database);
    try (ReadyRelay relay = ReadyRelay.start(ReadyRelay.config(database, kafka))) {
      backlog.append(events);
      Pace.perSecond(events, relay::sent);
    }
  }

  private static double rebuild(RebuildDesk desk, BenchProjector projector, int events) {
    int next =
        1
            + desk.versions().stream()
                .filter(version -> version.name().equals("activity"))
                .mapToInt(Version::number)
                .max()
                .orElseThrow();
    desk.rebuild("activity");
    double pace = Pace.perSecond(events, () -> projector.applied("activity-v" + next));
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!settled(desk, next)) {
      if (System.nanoTime() > end) throw new IllegalStateException("it does not switch");
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    return pace;
  }

  /** It serves, and nothing is left of those before it. */
  private static boolean settled(RebuildDesk desk, int number) {
    return desk.versions().stream()
        .filter(version -> version.name().equals("activity"))
        .allMatch(version -> version.number() == number ? version.live() : version.cleaned());
  }
}
