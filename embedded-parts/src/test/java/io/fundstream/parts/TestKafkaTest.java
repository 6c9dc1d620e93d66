package io.fundstream.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class TestKafkaTest {

  @Test
  void a_transaction_is_read_back() throws Exception {
    String topic = topic(TestKafka.shared());
    send(TestKafka.shared(), topic, "hello");
    assertThat(read(TestKafka.shared(), topic, 1)).containsExactly("hello");
  }

  @Test
  void a_topic_does_not_make_itself() {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", TestKafka.shared().bootstrapServers(), "max.block.ms", 1500);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      assertThatThrownBy(() -> producer.send(new ProducerRecord<>("nowhere", new byte[1])).get())
          .hasMessageContaining("nowhere");
    }
  }

  @Test
  void what_was_readable_survives_stop_and_kill() throws Exception {
    try (TestKafka kafka = TestKafka.fresh()) {
      String topic = topic(kafka);
      send(kafka, topic, "before the stop");
      kafka.stop();
      kafka.start();
      send(kafka, topic, "before the kill");
      // Acknowledged is not enough: a broker killed before its markers may forget them
      // (KAFKA-20734), and only the one who wrote can put that right. The relay does.
      assertThat(read(kafka, topic, 2)).hasSize(2);
      kafka.kill();
      kafka.start();
      assertThat(read(kafka, topic, 2)).containsExactly("before the stop", "before the kill");
    }
  }

  @Test
  void nothing_of_a_test_is_there_for_the_next_one_not_even_a_group_whose_member_is_alive()
      throws Exception {
    String used;
    try (TestKafka kafka = TestKafka.fresh()) {
      used = kafka.bootstrapServers();
      String topic = topic(kafka);
      send(kafka, topic, "of the first test");
      try (var member = member(kafka, topic)) {
        await().until(() -> !member.poll(Duration.ofMillis(100)).isEmpty());
        member.commitSync();
        assertThat(groups(kafka)).containsExactly("readers");
        kafka.close();
      }
    }
    try (TestKafka kafka = TestKafka.fresh();
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      assertThat(kafka.bootstrapServers()).isEqualTo(used);
      assertThat(admin.listTopics().names().get()).isEmpty();
      assertThat(groups(kafka)).isEmpty();
    }
  }

  private static KafkaConsumer<byte[], byte[]> member(TestKafka kafka, String topic) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", kafka.bootstrapServers(),
            "group.id", "readers",
            "group.instance.id", "reader-1",
            "auto.offset.reset", "earliest");
    var member =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    member.subscribe(List.of(topic));
    return member;
  }

  private static List<String> groups(TestKafka kafka) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      return admin.listGroups().all().get().stream().map(GroupListing::groupId).toList();
    }
  }

  private static String topic(TestKafka kafka) throws Exception {
    String topic = "test." + UUID.randomUUID();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      KafkaContents.create(admin, List.of(new NewTopic(topic, Optional.of(1), Optional.empty())));
    }
    return topic;
  }

  private static void send(TestKafka kafka, String topic, String text) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "test-" + topic);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, text.getBytes(StandardCharsets.UTF_8)));
      producer.commitTransaction();
    }
  }

  private static List<String> read(TestKafka kafka, String topic, int count) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", kafka.bootstrapServers(),
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest");
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      List<String> texts = new ArrayList<>();
      // The commit is answered before its marker is in the log.
      await()
          .until(() -> {
            consumer
                .poll(Duration.ofMillis(100))
                .forEach(r -> texts.add(new String(r.value(), StandardCharsets.UTF_8)));
            return texts.size() >= count;
          });
      return texts;
    }
  }
}
