package io.fundstream.relay.kafka;

import io.fundstream.relay.Refused;
import io.fundstream.schemas.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics that are missing and refuses those that are not as they must be. */
public final class RelayTopics {
  /** The relay's own, of one partition each. */
  static final List<String> INTERNAL =
      List.of(Topics.RELAY_OFFSETS, Topics.RELAY_HEADS, Topics.RELAY_SETTLED);

  private final KafkaSettings settings;

  public RelayTopics(KafkaSettings settings) {
    this.settings = settings;
  }

  /**
   * Makes the topics of the contexts and the relay's own.
   *
   * @throws Refused if a topic exists with another number of partitions: the order of a key's
   *     events depends on it
   * @throws KafkaException if Kafka cannot be reached
   */
  public void ensure(Collection<String> contexts) {
    Map<String, NewTopic> wanted = wanted(contexts);
    try (Admin admin = Admin.create(settings.admin())) {
      Set<String> existing = KafkaAnswer.of(admin.listTopics().names());
      List<NewTopic> missing =
          wanted.values().stream().filter(topic -> !existing.contains(topic.name())).toList();
      create(admin, missing);
      check(wanted, KafkaAnswer.of(admin.describeTopics(wanted.keySet()).allTopicNames()));
    }
  }

  private Map<String, NewTopic> wanted(Collection<String> contexts) {
    List<NewTopic> topics = new ArrayList<>();
    for (String context : contexts) {
      topics.add(topic(Topics.of(context), Topics.PARTITIONS, settings.eventTopic()));
      topics.add(topic(Topics.deadLetters(context), 1, settings.eventTopic()));
    }
    INTERNAL.forEach(name -> topics.add(topic(name, 1, settings.compactedTopic())));
    Map<String, NewTopic> byName = new LinkedHashMap<>();
    topics.forEach(topic -> byName.put(topic.name(), topic));
    return byName;
  }

  private NewTopic topic(String name, int partitions, Map<String, String> config) {
    return new NewTopic(name, partitions, (short) settings.replicationFactor()).configs(config);
  }

  private static void create(Admin admin, List<NewTopic> missing) {
    if (missing.isEmpty()) {
      return;
    }
    for (var made : admin.createTopics(missing).values().entrySet()) {
      try {
        KafkaAnswer.of(made.getValue());
      } catch (TopicExistsException another) {
        // Another relay made it between our look and our call; it is checked like any other.
        org.slf4j.LoggerFactory.getLogger(RelayTopics.class)
            .debug("{} was made by another", made.getKey(), another);
      }
    }
  }

  private static void check(Map<String, NewTopic> wanted, Map<String, TopicDescription> found) {
    found.forEach((name, topic) -> {
      NewTopic want = wanted.get(name);
      if (want != null && topic.partitions().size() != want.numPartitions()) {
        throw new Refused(
            "the topic %s has %d partitions and must have %d: the partition of a key would change"
                .formatted(name, topic.partitions().size(), want.numPartitions()));
      }
    });
  }
}
