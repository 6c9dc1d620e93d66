package io.fundstream.relay.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What to do with rows that came out of the log, given what Kafka holds. Per partition key only
 * {@code head + 1} may be sent: what is at or below the head is a duplicate, what is above is
 * preceded by a gap, which has to be filled from the log first.
 */
public sealed interface BatchPlan {
  /**
   * The rows can be sent as they are.
   *
   * @param send in order, without duplicates
   * @param heads the new head of each key touched
   * @param skipped how many rows Kafka held already
   */
  record Ready(List<EventRow> send, Map<UUID, Head> heads, int skipped) implements BatchPlan {}

  /** Rows are missing; with them put in, the same batch is planned again. */
  record Missing(List<Gap> gaps) implements BatchPlan {}

  /**
   * Kafka holds another event under the same position: the database is not the one it came from.
   */
  record Conflict(String reason) implements BatchPlan {}

  /**
   * Missing events of a key.
   *
   * @param before index of the row that they precede
   * @param after the head they follow; null if they start at 1
   * @param from first missing {@code seq}
   * @param to last missing {@code seq}
   */
  record Gap(int before, UUID key, @Nullable Head after, long from, long to) {
    /** How many events are missing. */
    public long events() {
      return to - from + 1;
    }
  }

  /** Plans a batch; changes nothing. */
  static BatchPlan of(Heads heads, List<EventRow> rows) {
    Map<UUID, Head> touched = new LinkedHashMap<>();
    List<EventRow> send = new ArrayList<>(rows.size());
    List<Gap> gaps = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      EventRow row = rows.get(i);
      Head head = touched.get(row.partitionKey());
      if (head == null) {
        head = heads.get(row.partitionKey());
      }
      long expected = head == null ? 1 : head.seq() + 1;
      if (row.seq() >= expected) {
        if (row.seq() > expected) {
          gaps.add(new Gap(i, row.partitionKey(), head, expected, row.seq() - 1));
        }
        send.add(row);
        touched.put(row.partitionKey(), row.head());
      } else if (head != null && row.seq() == head.seq() && !head.sameEvent(row.head())) {
        return new Conflict(
            "Kafka holds another event at "
                + row.position()
                + " than the event log: hashes differ");
      }
    }
    return gaps.isEmpty() ? new Ready(send, touched, rows.size() - send.size()) : new Missing(gaps);
  }

  /**
   * The batch with the missing rows put in before the rows that need them.
   *
   * @param found the missing rows, by gap in the order of {@link Missing#gaps}
   */
  static List<EventRow> fill(List<EventRow> rows, Missing missing, List<List<EventRow>> found) {
    List<EventRow> filled = new ArrayList<>(rows);
    for (int g = missing.gaps().size() - 1; g >= 0; g--) {
      filled.addAll(missing.gaps().get(g).before(), found.get(g));
    }
    return filled;
  }
}
