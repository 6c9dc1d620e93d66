package io.fundstream.projector.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.projector.deadletter.DeadLetters;
import io.fundstream.projector.deadletter.Place;
import io.fundstream.projector.deadletter.Wished;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Does what an operator does about parked records, with an operator's rights. */
public final class Operator {
  private final Stage stage;
  private final DeadLetters letters;

  public Operator(Stage stage) {
    this.stage = stage;
    this.letters = new DeadLetters(stage.database().as("fundstream_operator"));
  }

  public DeadLetters letters() {
    return letters;
  }

  /** Wishes that a record be tried again, and waits until the projector has done it. */
  public Wished retry(String projection, Place place) {
    return finish(letters.retry(List.of(projection), place));
  }

  public Wished skip(String projection, Place place) {
    return finish(letters.skip(List.of(projection), place));
  }

  private Wished finish(List<Wished> wished) {
    assertThat(wished).hasSize(1);
    Wished wish = wished.getFirst();
    await("the projector carries it out")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> letters.isDone(wish));
    return wish;
  }

  /** As a fix of what was wrong would: the parked bytes become the right ones. */
  public void mend(Place place, byte[] value) {
    stage
        .tables()
        .execute(
            "update read_model.parked set record = '\\x%s' where topic = '%s' and part = %d and \"offset\" = %d"
                .formatted(
                    HexFormat.of().formatHex(value), place.topic(), place.part(), place.offset()));
  }

  /** What is parked of a key: seq and whether it is at fault, in the order of arrival. */
  public List<String> parked(String projection, UUID key) {
    return stage
        .tables()
        .rows(
            "select coalesce(seq::text, 'none') || ' ' || poison from read_model.parked where projection = '%s' and partition_key = '%s' order by \"offset\""
                .formatted(projection, key));
  }
}
