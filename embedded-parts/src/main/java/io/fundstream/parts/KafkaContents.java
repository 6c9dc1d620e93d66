package io.fundstream.parts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a broker holds for its clients: topics, and consumer groups with their offsets. */
public final class KafkaContents {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaContents.class);
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private KafkaContents() {}

  /** Deletes all of it; false if that did not work, and then nobody else should use the broker. */
  static boolean deleted(String bootstrapServers) {
    Map<String, Object> client =
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "default.api.timeout.ms", 10_000,
            "request.timeout.ms", 5_000);
    try (Admin admin = Admin.create(client)) {
      deleteGroups(admin);
      admin.deleteTopics(admin.listTopics().names().get()).all().get();
      return Wait.until(LIMIT, () -> topics(admin).isEmpty());
    } catch (ExecutionException e) {
      LOG.info("a broker at {} is not used again: {}", bootstrapServers, e.getMessage());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Makes topics. A single broker that stood still for a second is fenced by its own controller,
   * which then refuses new topics for want of a broker: those are asked for again for some seconds.
   */
  public static void create(Admin admin, Collection<NewTopic> topics)
      throws ExecutionException, InterruptedException {
    Instant end = Instant.now().plus(LIMIT);
    Collection<NewTopic> wanted = topics;
    while (!wanted.isEmpty()) {
      List<NewTopic> refused = new ArrayList<>();
      Map<String, KafkaFuture<Void>> made = admin.createTopics(wanted).values();
      for (NewTopic topic : wanted) {
        try {
          Objects.requireNonNull(made.get(topic.name())).get();
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof InvalidReplicationFactorException)) throw e;
          if (Instant.now().isAfter(end)) throw e;
          refused.add(topic);
        }
      }
      wanted = refused;
      if (!wanted.isEmpty()) Thread.sleep(PAUSE);
    }
  }

  /**
   * Deletes every consumer group with its offsets; throws out members that are still counted, for
   * those that were killed keep their group for a while.
   */
  public static void deleteGroups(Admin admin) throws ExecutionException, InterruptedException {
    List<String> groups =
        admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
            .map(GroupListing::groupId)
            .toList();
    for (ConsumerGroupDescription group :
        admin.describeConsumerGroups(groups).all().get().values()) {
      if (group.members().isEmpty()) continue;
      admin
          .removeMembersFromConsumerGroup(
              group.groupId(), new RemoveMembersFromConsumerGroupOptions())
          .all()
          .get();
    }
    admin.deleteConsumerGroups(groups).all().get();
  }

  private static Collection<String> topics(Admin admin) {
    try {
      return admin.listTopics().names().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
