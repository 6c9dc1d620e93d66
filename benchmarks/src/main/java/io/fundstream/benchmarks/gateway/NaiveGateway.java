package io.fundstream.benchmarks.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.fundstream.parts.TestDatabase;
import io.fundstream.runtime.http.ApiKeys;
import io.fundstream.runtime.http.HttpConfig;
import io.fundstream.runtime.http.HttpServer;
import io.fundstream.runtime.http.Principal;
import io.fundstream.runtime.http.RequestBody;
import io.fundstream.runtime.http.RouteTable;
import io.fundstream.runtime.metrics.Metrics;
import io.fundstream.schemas.Tenant;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/**
 * The peer: what one would write first. A transaction for each command: lock the stream, insert the
 * event, insert it into an outbox table, commit. No group commit, chain, idempotency or metadata,
 * so it does less than ours. Behind the same HTTP server.
 */
final class NaiveGateway implements AutoCloseable {
  private static final int CONNECTIONS = 32;
  private static final String TABLES =
      """
      create table public.naive_stream (id uuid primary key, version bigint not null);
      create table public.naive_event (
        id uuid primary key, stream_id uuid not null, version bigint not null, type text not null,
        payload jsonb not null, recorded_at timestamptz not null default now(), unique (stream_id, version));
      create table public.naive_outbox (
        id uuid primary key, aggregate_id uuid not null, type text not null, payload jsonb not null,
        created_at timestamptz not null default now());
      """;
  private static final String STREAM =
      "insert into public.naive_stream values (?, 1) on conflict (id) do update set version = naive_stream.version + 1";
  private static final String EVENT =
      "insert into public.naive_event (id, stream_id, version, type, payload) values (?, ?, 1, 'FundRegistered', ?::jsonb)";
  private static final String OUTBOX =
      "insert into public.naive_outbox (id, aggregate_id, type, payload) values (?, ?, 'FundRegistered', ?::jsonb)";

  private final ObjectMapper mapper = new ObjectMapper();
  private final Metrics metrics = Metrics.of("naive");
  private final HikariDataSource pool;
  private final HttpServer server;

  NaiveGateway(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect(database.superuser());
        Statement statement = connection.createStatement()) {
      statement.execute(TABLES);
    }
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.url());
    config.setUsername(database.superuser());
    config.setPassword(database.password(database.superuser()));
    config.setMaximumPoolSize(CONNECTIONS);
    config.setAutoCommit(false);
    pool = new HikariDataSource(config);
    server =
        HttpServer.builder("naive", metrics)
            .config(new HttpConfig("127.0.0.1", 0))
            .apiKey(
                ApiKeys.of(
                    ApiKeys.sha256(BenchGateway.KEY), new Principal(Tenant.DEFAULT, "bench")))
            .routes(List.of((RouteTable table) -> table.post("/v1/funds", this::register)))
            .start();
  }

  URI uri() {
    return server.uri();
  }

  private void register(Context ctx) throws IOException, SQLException {
    byte[] body = RequestBody.of(ctx);
    JsonNode fund = mapper.readTree(body);
    if (fund.path("name").asText().isEmpty()) throw new IllegalArgumentException("no name");
    UUID id = UUID.randomUUID();
    String payload = mapper.writeValueAsString(fund);
    try (Connection connection = pool.getConnection()) {
      update(connection, STREAM, id);
      update(connection, EVENT, UUID.randomUUID(), id, payload);
      update(connection, OUTBOX, UUID.randomUUID(), id, payload);
      connection.commit();
    }
    ctx.status(201).contentType("application/json").result("{\"id\":\"" + id + "\",\"version\":1}");
  }

  private static void update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
      statement.executeUpdate();
    }
  }

  @Override
  public void close() {
    server.close();
    pool.close();
    metrics.close();
  }
}
