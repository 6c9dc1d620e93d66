package io.fundstream.projector.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.projector.rebuild.RebuildDesk;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What the tests of rebuilds share. */
public final class Rebuilds {
  public static final Duration LONGEST = Duration.ofSeconds(90);

  private Rebuilds() {}

  /** What an operator asks for rebuilds with. */
  public static RebuildDesk desk(Stage stage) {
    return new RebuildDesk(stage.database().as("fundstream_operator"));
  }

  /** Waits until a version serves and nothing is left of those before it. */
  public static void awaitLive(Stage stage, String name, int number) {
    await("%s-v%d serves and nothing is left of older ones".formatted(name, number))
        .atMost(LONGEST)
        .untilAsserted(() ->
            assertThat(desk(stage).versions())
                .filteredOn(version -> version.name().equals(name))
                .allSatisfy(version -> {
                  assertThat(version.live()).isEqualTo(version.number() == number);
                  assertThat(version.cleaned()).isEqualTo(version.number() < number);
                }));
  }

  /** Waits until every projection has applied so many events. */
  public static void awaitEvents(Stage stage, long events) {
    for (String name : List.of("fund", "event", "activity")) {
      await(name).atMost(LONGEST).until(() -> stage.tables().progressed(name) == events);
    }
  }

  /** Any event that a fund takes at any time. */
  public static TestEvent next(Funds fund, Random random, int i) {
    return switch (random.nextInt(5)) {
      case 0 -> fund.draft("{\"i\": " + i + ", \"x\": 1.50}");
      case 1 -> fund.hardCapRemoved();
      case 2 -> fund.note("Note " + i);
      default -> fund.renamed("Name " + i);
    };
  }

  /** The child knows the fund context alone. */
  public static long fillFunds(Stage stage, Random random, int funds) {
    long events = 0;
    for (int i = 0; i < funds; i++) {
      Funds fund = new Funds();
      stage.relay().sendLater(fund.registered("Fund " + i));
      for (int e = 0; e < 20; e++) {
        stage
            .relay()
            .sendLater(random.nextBoolean() ? fund.renamed("Name " + e) : fund.draft("{}"));
      }
      events += 21;
    }
    return events;
  }
}
