package io.fundstream.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.parts.TestDatabase;
import io.fundstream.parts.TestKafka;
import io.fundstream.parts.TestRegistry;
import io.fundstream.relay.database.RelayDatabase;
import io.fundstream.runtime.http.HttpConfig;
import io.fundstream.runtime.service.RunningService;
import io.fundstream.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.jspecify.annotations.Nullable;

/** A database and a Kafka of a test's own, and relays on them. */
final class RelayFixture implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(30);

  static final String SLOT = "fundstream_outbox";

  final TestDatabase database = TestDatabase.fresh();
  final TestKafka kafka;
  final TopicReader topics;
  private final boolean ownsKafka;

  RelayFixture() {
    this(TestKafka.fresh(), true);
  }

  private RelayFixture(TestKafka kafka, boolean ownsKafka) {
    this.kafka = kafka;
    this.ownsKafka = ownsKafka;
    this.topics = new TopicReader(kafka.bootstrapServers());
  }

  /** The same Kafka and another, empty database. */
  RelayFixture restored() {
    return new RelayFixture(kafka, false);
  }

  RelayConfig config() {
    return config(c -> c);
  }

  RelayConfig config(UnaryOperator<RelayConfig> change) {
    return change.apply(ownsKafka ? plain() : plain().slot(SLOT + "_restored"));
  }

  private RelayConfig plain() {
    return RelayConfig.of(
        new HttpConfig("127.0.0.1", 0),
        new RelayDatabase(
            database.url(), "fundstream_relay", database.password("fundstream_relay")),
        kafka.bootstrapServers(),
        TestRegistry.shared().url());
  }

  /** A relay that streams. */
  RunningService relay() {
    RunningService relay = Main.start(config());
    awaitReady(relay);
    return relay;
  }

  static void awaitReady(RunningService relay) {
    await().atMost(SOON).until(relay::ready);
  }

  /** Waits until everything that the writer wrote is in Kafka, then checks: each once, in order. */
  void awaitAll(LogWriter log) {
    Map<UUID, List<Long>> expected = expected(log.written());
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> {
          Map<UUID, List<Long>> found = found(expected.keySet());
          return expected.keySet().stream()
              .allMatch(k -> found.getOrDefault(k, List.of()).contains(log.seq(k)));
        });
    assertThat(found(expected.keySet())).isEqualTo(expected);
  }

  /** Events that a subscriber sees now; 0 while there is no topic. */
  long size() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      if (!admin.listTopics().names().get().contains(Topics.of("fund"))) {
        return 0;
      }
    }
    return topics.events().size();
  }

  private Map<UUID, List<Long>> found(Set<UUID> keys) {
    Map<UUID, List<Long>> found = topics.seqs();
    found.keySet().retainAll(keys);
    return found;
  }

  private static Map<UUID, List<Long>> expected(Map<UUID, Long> written) {
    return written.entrySet().stream()
        .collect(
            java.util.stream.Collectors.toMap(
                Map.Entry::getKey, e -> LongStream.rangeClosed(1, e.getValue()).boxed().toList()));
  }

  /** Loses a topic with all that is in it. */
  void lose(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.deleteTopics(List.of(topic)).all().get();
      await().atMost(SOON).until(() -> !admin.listTopics().names().get().contains(topic));
    }
  }

  /** Kafka keeps the relay waiting after every record. */
  void throttle(@Nullable Double bytesPerSecond) throws Exception {
    ClientQuotaEntity relay =
        new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, "fundstream-relay"));
    ClientQuotaAlteration change =
        new ClientQuotaAlteration(
            relay, List.of(new ClientQuotaAlteration.Op("producer_byte_rate", bytesPerSecond)));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.alterClientQuotas(List.of(change)).all().get();
    }
  }

  void dropSlot() throws SQLException {
    await()
        .atMost(SOON)
        .until(() ->
            ask("select active from pg_replication_slots where slot_name = '" + SLOT + "'")
                .equals("f"));
    ask("select pg_drop_replication_slot('" + SLOT + "')");
  }

  /** A counter of the relay. */
  static double counter(RunningService relay, String name) {
    return metric(relay, "fundstream_relay_" + name + "_total");
  }

  private static double metric(RunningService relay, String name) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(relay.http().resolve("/metrics")).build();
      return client
          .send(request, BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith(name + "{"))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Asks as the superuser. */
  String ask(String sql) throws SQLException {
    try (Connection session = database.connect(database.superuser());
        Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }

  @Override
  public void close() throws Exception {
    database.close();
    if (ownsKafka) {
      kafka.close();
    }
  }
}
