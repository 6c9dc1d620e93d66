package io.fundstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.audit.Audit;
import io.fundstream.audit.AuditConfig;
import io.fundstream.schemas.Topics;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** A relay and a projector that are stopped under load begin again where they ended. */
class ShutdownTest {
  private static final String FUND =
      """
      {"id":"%s","name":"Shutdown","vintageYear":2024,"targetSize":"100000000.00",\
      "managementFeeRate":"0.02","carryRate":"0.2"}\
      """;

  private final AtomicInteger events = new AtomicInteger();

  @Test
  void services_that_are_stopped_under_load_do_no_work_twice() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (OneJvm platform = new OneJvm(Map.of()).ready()) {
      List<Thread> writers =
          List.of(1, 2, 3).stream()
              .map(n -> Thread.ofPlatform().start(() -> write(platform, done)))
              .toList();
      for (String service : List.of("relay", "projector", "relay", "projector")) {
        awaitMore(100);
        long began = System.nanoTime();
        platform.stop(service);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(9));
        awaitMore(100);
        platform.start(service);
      }
      awaitMore(100);
      done.set(true);
      for (Thread writer : writers) writer.join();
      awaitApplied(platform);
      assertThat(column(platform, "select count(*) from read_model.event_v1").getFirst())
          .isEqualTo(Integer.toString(events.get()));
      assertThat(column(platform, "select count(*) from read_model.parked")).containsExactly("0");
      assertThat(audit(platform)).isEmpty();
      assertThat(records(platform, "read_committed")).isEqualTo(events.get());
      assertThat(records(platform, "read_uncommitted"))
          .as("a relay that was told to stop leaves no batch to be sent again")
          .isEqualTo(events.get());
      assertThat(platform.metric("projector", "fundstream_projector_records_total", "duplicate"))
          .as("a projector that was told to stop leaves no batch to be read again")
          .isZero();
      System.out.println(events + " events, each sent once and applied once");
    }
  }

  private void write(OneJvm platform, AtomicBoolean done) {
    UUID fund = UUID.randomUUID();
    try (HttpClient client = HttpClient.newHttpClient()) {
      post(client, platform, "/v1/funds", FUND.formatted(fund));
      while (!done.get()) {
        post(client, platform, "/v1/funds/" + fund + "/drafts", "{\"config\":{\"n\":1}}");
      }
    }
  }

  private void post(HttpClient client, OneJvm platform, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(platform.gateway().resolve(path))
            .header("Authorization", "Bearer " + OneJvm.API_KEY)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.sendAsync(request, BodyHandlers.ofString()).join();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    events.incrementAndGet();
  }

  private void awaitMore(int more) {
    int before = events.get();
    await().atMost(Duration.ofSeconds(60)).until(() -> events.get() >= before + more);
  }

  private void awaitApplied(OneJvm platform) {
    String behind =
        """
        select count(*) from event_store.partition_head h
        cross join (select distinct projection from read_model.progress) p
        left join read_model.progress r
          on r.projection = p.projection and r.partition_key = h.partition_key
        where coalesce(r.seq, 0) < h.seq
        """;
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> column(platform, behind).getFirst().equals("0"));
  }

  private static List<?> audit(OneJvm platform) throws SQLException {
    String role = "fundstream_verify";
    AuditConfig config =
        AuditConfig.of(platform.database().url(), role, platform.database().password(role));
    return Audit.run(config.comparing(platform.kafka().bootstrapServers())).findings();
  }

  private static int records(OneJvm platform, String isolation) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            platform.kafka().bootstrapServers(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            isolation,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class);
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
      List<TopicPartition> parts =
          consumer.partitionsFor(Topics.of("fund")).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(parts);
      consumer.seekToBeginning(parts);
      Map<TopicPartition, Long> ends = consumer.endOffsets(parts);
      int records = 0;
      while (parts.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        records += consumer.poll(Duration.ofMillis(200)).count();
      }
      return records;
    }
  }

  private static List<String> column(OneJvm platform, String sql) throws SQLException {
    try (Connection connection = platform.database().connect(platform.database().superuser());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> values = new java.util.ArrayList<>();
      while (row.next()) values.add(row.getString(1));
      return values;
    }
  }
}
