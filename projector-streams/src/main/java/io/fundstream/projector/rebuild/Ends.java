package io.fundstream.projector.rebuild;

import io.fundstream.projector.table.Columns;
import io.fundstream.projector.table.Part;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Where parts end in Kafka. Asked for because a live version's offsets may be of a topic that is no
 * more: it was deleted and made again, and may never have so many.
 *
 * <p>Whatever the live version has applied of the topic that is there lies before an end that was
 * asked for afterwards. Who has read up to that end has therefore read as much, whichever topic the
 * live version's offset is of. That is {@code read_model.filling."offset"}, which counts the marks
 * of transactions as an end does; {@code applied} stops at the last record.
 */
record Ends(List<End> all) {
  /** None is known. */
  static final Ends NONE = new Ends(List.of());

  /** No lock is held meanwhile, but the thread that asks looks after all projections. */
  private static final int TIMEOUT_MS = 2_000;

  Ends {
    all = List.copyOf(all);
  }

  /**
   * An end.
   *
   * @param applied the live version's offset before the end was asked for; once it has moved on,
   *     the end says nothing of it
   */
  record End(Part part, long applied, long end) {}

  /**
   * Asks Kafka now.
   *
   * @param kafka what every Kafka client of this process is given
   * @param applied the live version's offset of each part, read before this is called
   * @throws ExecutionException if Kafka does not answer in time
   */
  static Ends ask(Map<String, Object> kafka, Map<Part, Long> applied)
      throws InterruptedException, ExecutionException {
    if (applied.isEmpty()) {
      return NONE;
    }
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    config.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    try (Admin admin = Admin.create(config)) {
      // Of all records, undecided ones too: never less than what can be read and applied.
      ListOffsetsResult told =
          admin.listOffsets(
              applied.keySet().stream()
                  .collect(Collectors.toMap(Ends::partition, part -> OffsetSpec.latest())));
      List<End> ends = new ArrayList<>();
      for (Map.Entry<Part, Long> part : applied.entrySet()) {
        long end = told.partitionResult(partition(part.getKey())).get().offset();
        ends.add(new End(part.getKey(), part.getValue(), end));
      }
      return new Ends(ends);
    }
  }

  private static TopicPartition partition(Part part) {
    return new TopicPartition(part.topic(), part.part());
  }

  /** Sets four arrays: topics, parts, what the live version had applied, ends. */
  void bind(PreparedStatement statement, int first) throws SQLException {
    new Columns<>(statement, first, all)
        .add("text", e -> e.part().topic())
        .add("int4", e -> e.part().part())
        .addLongs(End::applied)
        .addLongs(End::end);
  }
}
