package io.fundstream.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fundstream.parts.TestDatabase;
import io.fundstream.parts.TestServer;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * The disk of the event log is full: commands are refused clearly, nothing is lost, it recovers.
 */
class DiskFullTest {
  private static final int CONFIG = 100_000;

  private static final String PARTITIONS =
      "select inhrelid::regclass from pg_inherits where inhparent = 'event_store.event_log'::regclass";

  private static final String INDEXES =
      """
      select indexrelid::regclass from pg_index join pg_inherits on inhrelid = indrelid
      where inhparent = 'event_store.event_log'::regclass
      """;

  private final List<String> refusedKeys = new ArrayList<>();
  private int accepted;

  @Test
  void with_its_disk_full_commands_are_refused_and_with_room_again_all_are_taken()
      throws Exception {
    assumeTrue(
        System.getProperty("fundstream.parts", "embedded").equals("embedded"),
        "a container does not see this machine's file systems");
    Optional<SmallDisk> mounted = SmallDisk.ofMebibytes(24);
    assumeTrue(mounted.isPresent(), "needs the right to mount a tmpfs (root on Linux)");
    try (SmallDisk disk = mounted.get();
        TestServer server = TestServer.fresh();
        TestDatabase database = server.database();
        TestGateway gateway = TestGateway.start(database)) {
      moveLogTo(disk, database);
      String fund = fund(gateway);
      fill(gateway, fund);
      refuseClearly(gateway, fund);
      disk.resize(96);
      recover(gateway, fund);
      assertThat(LogAudit.verify(database)).isEqualTo(1 + accepted);
    }
  }

  private void fill(TestGateway gateway, String fund) {
    for (int n = 0; n < 300 && refusedKeys.isEmpty(); n++) {
      send(gateway, fund, "fill-" + n);
    }
    assertThat(accepted).as("commands before the disk was full").isPositive();
    assertThat(refusedKeys).as("the disk was full").isNotEmpty();
  }

  /** Many at once, so that batches of several are among them. */
  private void refuseClearly(TestGateway gateway, String fund) throws Exception {
    List<Callable<Duration>> sending = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      String key = "full-" + n;
      sending.add(() -> send(gateway, fund, key));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Duration> answer : threads.invokeAll(sending)) {
        assertThat(answer.get()).isLessThan(Duration.ofSeconds(10));
      }
    }
    assertThat(refusedKeys).hasSizeGreaterThan(20);
    assertThat(gateway.get("/healthz").statusCode()).isEqualTo(200);
    assertThat(gateway.service().fatal().toCompletableFuture()).isNotDone();
  }

  private void recover(TestGateway gateway, String fund) {
    List<String> refused = List.copyOf(refusedKeys);
    int before = accepted;
    await()
        .until(() -> {
          send(gateway, fund, "again-" + refusedKeys.size());
          return accepted > before;
        });
    for (String key : refused) {
      HttpResponse<String> answer = post(gateway, fund, key);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      assertThat(answer.headers().firstValue("Idempotency-Replayed")).isEmpty();
      accepted++;
    }
  }

  private Duration send(TestGateway gateway, String fund, String key) {
    long began = System.nanoTime();
    HttpResponse<String> answer = post(gateway, fund, key);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    synchronized (refusedKeys) {
      if (answer.statusCode() == 201) {
        accepted++;
      } else {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        refusedKeys.add(key);
      }
    }
    return took;
  }

  private static HttpResponse<String> post(TestGateway gateway, String fund, String key) {
    byte[] bytes = new byte[CONFIG];
    new Random(key.hashCode()).nextBytes(bytes); // does not compress
    String body = "{\"config\":{\"x\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"}}";
    return gateway.post(fund + "/drafts", body, "Idempotency-Key", key);
  }

  /** The partitions of the log with their indexes; what a text overflows into goes with them. */
  private static void moveLogTo(SmallDisk disk, TestDatabase database) throws SQLException {
    try (Connection connection = database.connect(database.superuser());
        Statement statement = connection.createStatement()) {
      statement.execute("create tablespace small location '" + disk.folder() + "'");
      for (String table : column(statement, PARTITIONS)) {
        statement.execute("alter table " + table + " set tablespace small");
      }
      for (String index : column(statement, INDEXES)) {
        statement.execute("alter index " + index + " set tablespace small");
      }
    }
  }

  private static List<String> column(Statement statement, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) values.add(row.getString(1));
    }
    return values;
  }

  private static String fund(TestGateway gateway) throws Exception {
    HttpResponse<String> made = gateway.post("/v1/funds", FundLifeTest.FUND);
    return "/v1/funds/" + new ObjectMapper().readTree(made.body()).get("id").asText();
  }
}
