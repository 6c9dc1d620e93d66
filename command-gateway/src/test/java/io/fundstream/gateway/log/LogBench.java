package io.fundstream.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import fundstream.fund.FundRegistered;
import io.fundstream.gateway.command.Intent;
import io.fundstream.gateway.command.Refusal;
import io.fundstream.gateway.fund.FundCommand;
import io.fundstream.gateway.fund.FundStatus;
import io.fundstream.gateway.fund.FundStream;
import io.fundstream.parts.TestDatabase;
import io.fundstream.runtime.database.DatabaseConfig;
import io.fundstream.runtime.database.Databases;
import io.fundstream.runtime.metrics.Metrics;
import io.fundstream.schemas.Tenant;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** An event log on a test's database, without HTTP. */
final class LogBench implements AutoCloseable {
  static final Origin ORIGIN = new Origin("api-key:test", "c-1", null, null);

  /** Few and small, so that limits are met. */
  static final LogConfig CONFIG =
      new LogConfig(
          2,
          2,
          64,
          1 << 20,
          1000,
          8 << 20,
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          Duration.ofDays(7),
          100,
          100);

  final TestDatabase database;
  final EventLog log;
  private final Metrics metrics = Metrics.of("test");
  private final HikariDataSource pool;

  LogBench(TestDatabase database, LogConfig config, UnaryOperator<DataSource> around) {
    this.database = database;
    String role = "fundstream_gateway";
    this.pool =
        Databases.pool(
            new DatabaseConfig(database.url(), role, database.password(role), "test"), metrics);
    // On a busy machine the first connection may take longer than a command waits for one.
    await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(this::connects);
    this.log = EventLog.start(around.apply(pool), config, metrics.registry());
  }

  LogBench(TestDatabase database) {
    this(database, CONFIG, source -> source);
  }

  private boolean connects() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return connection.isValid(5);
    }
  }

  DataSource source() {
    return pool;
  }

  CompletableFuture<Outcome> submit(Intent intent, @Nullable IdempotencyKey key) {
    return log.submit(
        new Submission(
            Tenant.DEFAULT,
            intent,
            new Precondition.None(),
            key,
            ORIGIN,
            LocalDate.of(2026, 1, 31),
            new Plain(),
            100));
  }

  Outcome run(Intent intent) throws Exception {
    return submit(intent, null).get(30, TimeUnit.SECONDS);
  }

  static IdempotencyKey key(String key) {
    return new IdempotencyKey(Tenant.DEFAULT, "api-key:test", key, new byte[32]);
  }

  UUID fund() throws Exception {
    UUID id = UUID.randomUUID();
    assertGranted(run(register(id)));
    return id;
  }

  static Intent register(UUID fund) {
    FundRegistered event =
        FundRegistered.builder()
            .name("Fund")
            .vintageYear(2020)
            .currency("USD")
            .targetSize(new BigDecimal("1.00"))
            .managementFeeRate(new BigDecimal("0.020000"))
            .carryRate(new BigDecimal("0.200000"))
            .hurdleRate(new BigDecimal("0.080000"))
            .build();
    return FundStream.intent(fund, new FundCommand.Register(event));
  }

  static Intent draft(UUID fund) {
    return FundStream.intent(fund, new FundCommand.SaveDraft("{}"));
  }

  static Intent close(UUID fund) {
    return FundStream.intent(fund, new FundCommand.ChangeStatus(FundStatus.CLOSED, null));
  }

  static void assertGranted(Outcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Answered.class, a -> assertThat(a.answer().status()).isEqualTo(200));
  }

  static void assertRefused(Outcome outcome, String slug) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Answered.class,
            a -> assertThat(new String(a.answer().body(), StandardCharsets.UTF_8)).isEqualTo(slug));
  }

  long count(String sql) throws SQLException {
    try (Connection connection = database.connect(database.superuser());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = database.connect(database.superuser());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    log.close();
    pool.close();
    metrics.close();
  }

  /** Answers that tests can read: the position, or the slug. */
  static final class Plain implements Reply {
    @Override
    public Answer granted(Receipt receipt) {
      return answer(200, receipt.position() + " v" + receipt.version());
    }

    @Override
    public Answer refused(Refusal refusal) {
      return answer(409, refusal.slug());
    }

    @Override
    public Answer versionMismatch(int current, int wanted) {
      return answer(412, "mismatch");
    }

    private static Answer answer(int status, String text) {
      return new Answer(status, Map.of(), text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
