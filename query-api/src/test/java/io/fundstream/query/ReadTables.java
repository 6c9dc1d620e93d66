package io.fundstream.query;

import io.fundstream.parts.TestDatabase;
import io.fundstream.schemas.Tenant;
import io.fundstream.schemas.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Fills the read tables the way the projector does, with its role. */
public final class ReadTables implements AutoCloseable {
  private final Connection connection;

  public ReadTables(TestDatabase database) throws SQLException {
    this.connection = database.connect("fundstream_projector");
    remake();
  }

  /** As the projector does on a fresh installation, whose migrations make the first release's. */
  private void remake() throws SQLException {
    String views = "read_model.fund, read_model.fund_history, read_model.fund_config";
    try (Statement statement = connection.createStatement();
        InputStream sql =
            getClass().getResourceAsStream("/io/fundstream/projector/fund/tables.sql")) {
      ResultSet current =
          statement.executeQuery(
              "select from pg_attribute"
                  + " where attrelid = 'read_model.fund'::regclass and attname = 'strategy'");
      if (current.next()) {
        return; // somebody else has, and may have filled them
      }
      String tables =
          new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
      statement.execute("drop view " + views);
      statement.execute(
          "drop table read_model.fund_v1, read_model.fund_history_v1, read_model.fund_config_v1");
      statement.execute(tables.replace("{v}", "1"));
      for (String table : List.of("fund", "fund_history", "fund_config")) {
        statement.execute(
            "create view read_model.%s as select * from read_model.%1$s_v1".formatted(table));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Connection connection() {
    return connection;
  }

  /** A fund to be written; the defaults are those of {@link #fund}. */
  public record Fund(
      UUID id,
      int version,
      String name,
      int vintageYear,
      String status,
      @Nullable Integer draft,
      @Nullable Integer published,
      Instant createdAt,
      Instant updatedAt) {
    public Fund version(int version, Instant at) {
      return new Fund(id, version, name, vintageYear, status, draft, published, createdAt, at);
    }

    public Fund name(String name) {
      return new Fund(
          id, version, name, vintageYear, status, draft, published, createdAt, updatedAt);
    }

    public Fund status(String status) {
      return new Fund(
          id, version, name, vintageYear, status, draft, published, createdAt, updatedAt);
    }

    public Fund vintageYear(int vintageYear) {
      return new Fund(
          id, version, name, vintageYear, status, draft, published, createdAt, updatedAt);
    }
  }

  public static Fund fund(String name, Instant createdAt) {
    return new Fund(
        UUID.randomUUID(), 1, name, 2024, "FUNDRAISING", null, null, createdAt, createdAt);
  }

  /** Writes or replaces the fund, and its row in the history. */
  public Fund put(Fund fund) throws SQLException {
    String values = " values (?,?,?,?,?,'USD',?,?,0.020000,0.200000,0.080000,null,null,?,?,?,?,?";
    execute(
        "insert into read_model.fund_v1"
            + values
            + ") on conflict (id) do update set version = excluded.version, name = excluded.name,"
            + " status = excluded.status, draft_config_version = excluded.draft_config_version,"
            + " published_config_version = excluded.published_config_version,"
            + " updated_at = excluded.updated_at",
        columns(fund));
    Object[] columns = columns(fund);
    Object[] history = java.util.Arrays.copyOf(columns, columns.length + 1);
    history[columns.length] = fund.updatedAt();
    execute("insert into read_model.fund_history_v1" + values + ",?)", history);
    return fund;
  }

  private static Object[] columns(Fund fund) {
    return new Object[] {
      fund.id(),
      Tenant.DEFAULT,
      fund.version(),
      fund.name(),
      fund.vintageYear(),
      new BigDecimal("100000000.00"),
      new BigDecimal("120000000.50"),
      fund.status(),
      fund.draft(),
      fund.published(),
      fund.createdAt(),
      fund.updatedAt()
    };
  }

  public void config(
      UUID fundId, int version, String text, @Nullable Instant publishedAt, Instant at)
      throws SQLException {
    execute(
        "insert into read_model.fund_config_v1 (fund_id, config_version, version, tenant,"
            + " config_text, config, status, created_at, published_at)"
            + " values (?,?,?,?,?,?::jsonb,?,?,?)",
        fundId,
        version,
        version + 1,
        Tenant.DEFAULT,
        text,
        text,
        publishedAt == null ? "DRAFT" : "PUBLISHED",
        at,
        publishedAt);
  }

  public void progress(String projection, UUID key, long seq) throws SQLException {
    execute(
        "insert into read_model.progress values (?,?,?) on conflict (projection, partition_key)"
            + " do update set seq = excluded.seq",
        projection,
        key,
        seq);
  }

  /** Says so for all parts. */
  public void settled(String projection, Instant at) throws SQLException {
    for (int part = 0; part < Topics.PARTITIONS; part++) {
      execute(
          "insert into read_model.settled values (?,?,?) on conflict (projection, part)"
              + " do update set settled_at = excluded.settled_at",
          projection,
          part,
          at);
    }
  }

  public void applied(String topic, int part, long offset) throws SQLException {
    execute(
        "insert into read_model.applied values ('event-v1',?,?,?)"
            + " on conflict (projection, topic, part) do update set \"offset\" = excluded.\"offset\"",
        topic,
        part,
        offset);
  }

  /** An event at a place of a topic. */
  public record Event(
      UUID eventId,
      String context,
      UUID streamId,
      int version,
      UUID key,
      long seq,
      int part,
      long offset,
      Instant recordedAt,
      String payload) {}

  public Event put(Event event) throws SQLException {
    execute(
        "insert into read_model.event_v1 values (?,?,?,'FundTermsAmended',?,?,?,?,?,?,?,"
            + "'api-key:default','c-1',?,?,?,?::jsonb,?)",
        event.eventId(),
        Tenant.DEFAULT,
        event.context(),
        event.streamId(),
        event.version(),
        event.key(),
        event.seq(),
        Topics.of(event.context()),
        event.part(),
        event.offset(),
        LocalDate.of(2026, 3, 31),
        event.recordedAt(),
        event.payload(),
        event.payload(),
        new byte[32]);
    return event;
  }

  public void activity(UUID id, UUID fundId, String summary, Instant at, long seq)
      throws SQLException {
    execute(
        "insert into read_model.activity_v1 values (?,?,?,'FundRegistered',?,'api-key:default',?,?,?)",
        id,
        Tenant.DEFAULT,
        fundId,
        summary,
        at,
        fundId,
        seq);
  }

  public void execute(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        Object value = values[i];
        statement.setObject(
            i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
      }
      statement.execute();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
