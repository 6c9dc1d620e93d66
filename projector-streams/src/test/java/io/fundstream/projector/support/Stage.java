package io.fundstream.projector.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.parts.TestDatabase;
import io.fundstream.parts.TestKafka;
import io.fundstream.parts.TestRegistry;
import io.fundstream.projector.stream.Group;
import io.fundstream.schemas.fund.FundContext;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A Kafka and a database of a test class's own, the shared registry, and a relay to send with. */
public final class Stage implements AutoCloseable {
  /** The projections there are, as {@code read_model.progress} names them. */
  public static final List<String> PROJECTIONS = List.of("fund-v1", "event-v1", "activity-v1");

  /** The consumer group that feeds them. */
  public static final String GROUP = Group.live(Set.copyOf(PROJECTIONS));

  private final TestKafka kafka = TestKafka.fresh();
  private final TestDatabase database;
  private final ReadTables tables;
  private final Relay relay;
  private final String registry;

  private Stage(TestDatabase database, String registry) {
    this.database = database;
    this.registry = registry;
    this.tables = new ReadTables(database);
    this.relay =
        new Relay(kafka.bootstrapServers(), registry, List.of(FundContext.CONTEXT, Funds.NOTES));
  }

  public static Stage set() {
    return on(TestDatabase.fresh());
  }

  /** With a database that may be on a server of the test's own. */
  public static Stage on(TestDatabase database) {
    return new Stage(database, TestRegistry.shared().url());
  }

  /** With a registry that the test stops and starts. */
  public static Stage with(TestRegistry registry) {
    return new Stage(TestDatabase.fresh(), registry.url());
  }

  /** The settings of a projector on this stage. */
  public Map<String, String> environment() {
    return TestProjector.environment(database, kafka.bootstrapServers(), registry);
  }

  /** A projector in this JVM, ready. */
  public TestProjector projector() {
    return projector(Map.of());
  }

  /** A projector in this JVM with other settings than the usual ones, ready. */
  public TestProjector projector(Map<String, String> settings) {
    Map<String, String> env = new HashMap<>(environment());
    env.putAll(settings);
    TestProjector projector = TestProjector.start(env);
    projector.awaitReady();
    return projector;
  }

  public TestKafka kafka() {
    return kafka;
  }

  public TestDatabase database() {
    return database;
  }

  public ReadTables tables() {
    return tables;
  }

  public Relay relay() {
    return relay;
  }

  /** Waits until every projection has applied a key up to a seq. */
  public void awaitProgress(UUID key, long seq) {
    PROJECTIONS.forEach(projection -> awaitProgress(projection, key, seq));
  }

  public void awaitProgress(String projection, UUID key, long seq) {
    await(projection + " of " + key)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(tables.progress(projection, key)).isEqualTo(seq));
  }

  /**
   * Waits until every projection has applied all keys up to a seq; asks for all of them at once.
   */
  public void awaitProgress(Collection<Funds> funds, long seq) {
    String keys =
        funds.stream().map(fund -> "'" + fund.id() + "'").collect(Collectors.joining(", "));
    await("all projections of %d keys at %d".formatted(funds.size(), seq))
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() ->
            assertThat(
                    tables.number(
                        "select count(*) from read_model.progress where seq >= %d and partition_key in (%s)"
                            .formatted(seq, keys)))
                .isEqualTo((long) PROJECTIONS.size() * funds.size()));
  }

  /** A column of a fund's row. */
  public String fund(String column, UUID id) {
    return tables.text("select %s from read_model.fund where id = '%s'".formatted(column, id));
  }

  @Override
  public void close() throws IOException, SQLException {
    relay.close();
    kafka.close();
    database.close();
  }
}
