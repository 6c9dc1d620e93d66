package io.fundstream.relay;

import static io.fundstream.relay.RelayFixture.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.parts.KafkaContents;
import io.fundstream.runtime.service.RunningService;
import io.fundstream.schemas.Topics;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayRefusalTest {
  private final RelayFixture fixture = new RelayFixture();

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }

  @Test
  void a_kafka_ahead_of_the_database_or_with_other_hashes_is_refused() throws Exception {
    UUID ahead = UUID.randomUUID();
    UUID rewritten = UUID.randomUUID();
    try (RunningService relay = fixture.relay();
        LogWriter log = new LogWriter(fixture.database)) {
      log.write(ahead, 3);
      log.write(rewritten, 2);
      fixture.awaitAll(log);
      assertThat(relay.ready()).isTrue();
    }
    try (RelayFixture restored = fixture.restored();
        LogWriter log = new LogWriter(restored.database)) {
      log.write(ahead, 2);
      log.write(rewritten, 2);
      refused(restored, "Kafka is ahead of the database");
      log.write(ahead, 2);
      log.salted("other history").at(rewritten, 1).rewrite(rewritten);
      refused(restored, "the hashes differ");
      assertThat(fixture.topics.seqs())
          .isEqualTo(Map.of(ahead, List.of(1L, 2L, 3L), rewritten, List.of(1L, 2L)));
    }
  }

  @Test
  void a_topic_with_another_number_of_partitions_is_refused() throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", fixture.kafka.bootstrapServers()))) {
      NewTopic topic = new NewTopic(Topics.of("fund"), Optional.of(3), Optional.empty());
      KafkaContents.create(admin, List.of(topic));
    }
    refused(fixture, "has 3 partitions and must have 12");
  }

  /** Not ready, says why, and is still there: a person has to look, not a restart. */
  private static void refused(RelayFixture fixture, String why) {
    try (RunningService relay = Main.start(fixture.config())) {
      await().atMost(SOON).until(() -> detail(relay).contains(why));
      assertThat(relay.ready()).isFalse();
      assertThat(relay.fatal().toCompletableFuture()).isNotDone();
    }
  }

  private static String detail(RunningService relay) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest ask = HttpRequest.newBuilder(relay.http().resolve("/readyz")).build();
      return client.send(ask, BodyHandlers.ofString()).body();
    }
  }
}
