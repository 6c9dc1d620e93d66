package io.fundstream.projector.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a group begins that has never read: at the least that its members have been read up to by
 * the groups that they come from, part by part; at the beginning where one comes from none. What
 * was applied already is a duplicate, so that beginning too early costs time and nothing else.
 *
 * <p>A member's groups are the one of its own name, in which it is filled, or was fed by a release
 * that had an application for each, and those it has just left.
 */
final class FirstOffsets {
  private static final Logger LOG = LoggerFactory.getLogger(FirstOffsets.class);
  private static final int TIMEOUT_MS = 5_000;

  private FirstOffsets() {}

  /**
   * Sets them, unless the group has got further itself.
   *
   * @throws ExecutionException if Kafka does not answer in time
   */
  static void set(Map<String, Object> client, Group group)
      throws InterruptedException, ExecutionException {
    Map<String, Object> config = new HashMap<>(client);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    config.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    try (Admin admin = Admin.create(config)) {
      Map<TopicPartition, OffsetAndMetadata> first = first(group, committed(admin, group));
      if (!first.isEmpty()) {
        alter(admin, group.id(), first);
      }
    }
  }

  private static Map<String, Map<TopicPartition, OffsetAndMetadata>> committed(
      Admin admin, Group group) throws InterruptedException, ExecutionException {
    Map<String, ListConsumerGroupOffsetsSpec> asked = new HashMap<>();
    Set<String> groups = new HashSet<>(group.names());
    groups.add(group.id());
    groups.addAll(group.before().keySet());
    groups.forEach(id -> asked.put(id, new ListConsumerGroupOffsetsSpec()));
    return admin.listConsumerGroupOffsets(asked).all().get();
  }

  /** Where parts are to begin; none where the group is as far itself, or at the beginning. */
  static Map<TopicPartition, OffsetAndMetadata> first(
      Group group, Map<String, Map<TopicPartition, OffsetAndMetadata>> committed) {
    Set<TopicPartition> parts = new HashSet<>();
    committed.values().forEach(offsets -> parts.addAll(offsets.keySet()));
    Map<TopicPartition, OffsetAndMetadata> first = new HashMap<>();
    for (TopicPartition part : parts) {
      long own = offset(committed, group.id(), part);
      OptionalLong least =
          group.members().stream()
              .filter(member -> member.topics().contains(part.topic()))
              .mapToLong(member -> furthest(group, member.name(), part, committed))
              .min();
      if (least.isPresent() && least.getAsLong() > own) {
        first.put(part, new OffsetAndMetadata(least.getAsLong()));
      }
    }
    return first;
  }

  /**
   * Whatever one of its groups has committed is applied, so the furthest counts; -1 if none has.
   */
  private static long furthest(
      Group group,
      String member,
      TopicPartition part,
      Map<String, Map<TopicPartition, OffsetAndMetadata>> committed) {
    List<String> groups = new ArrayList<>(List.of(member, group.id()));
    group
        .before()
        .forEach((id, names) -> {
          if (names.contains(member)) {
            groups.add(id);
          }
        });
    return groups.stream().mapToLong(id -> offset(committed, id, part)).max().orElse(-1);
  }

  private static long offset(
      Map<String, Map<TopicPartition, OffsetAndMetadata>> committed,
      String group,
      TopicPartition part) {
    OffsetAndMetadata offset = committed.getOrDefault(group, Map.of()).get(part);
    return offset == null ? -1 : offset.offset();
  }

  /** Kafka refuses it while another instance works in the group, which then is further anyway. */
  private static void alter(Admin admin, String group, Map<TopicPartition, OffsetAndMetadata> first)
      throws InterruptedException, ExecutionException {
    try {
      admin.alterConsumerGroupOffsets(group, first).all().get();
      LOG.info("{} begins where its members were: {}", group, first);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof ApiException)) {
        throw e;
      }
      LOG.info("{} has members already and goes on from its own offsets", group, e);
    }
  }
}
