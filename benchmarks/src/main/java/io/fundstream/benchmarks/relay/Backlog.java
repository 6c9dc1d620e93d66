package io.fundstream.benchmarks.relay;

import fundstream.fund.FundRegistered;
import fundstream.fund.FundTermsAmended;
import io.fundstream.parts.TestDatabase;
import io.fundstream.schemas.SchemaFingerprint;
import io.fundstream.schemas.SingleObject;
import io.fundstream.schemas.Tenant;
import io.fundstream.schemas.fund.FundContext;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Events in the log that nobody has sent yet, as a gateway under load leaves them: transactions of
 * fifty rows, a thousand new funds and then new names for them in turn, some 280 bytes of payload,
 * ids by time. The server writes them itself, without waiting for its disk, for this is not what is
 * measured.
 */
public final class Backlog {
  private static final String METADATA =
      "{\"actor\":\"api-key:default\",\"causationId\":\"c1\",\"correlationId\":\"r1\"}";
  private static final byte[] BIRTH =
      SingleObject.encode(
          FundRegistered.builder()
              .name("Fund")
              .vintageYear(2024)
              .currency("USD")
              .targetSize(new BigDecimal("100000000.00"))
              .managementFeeRate(new BigDecimal("0.020000"))
              .carryRate(new BigDecimal("0.200000"))
              .hurdleRate(new BigDecimal("0.080000"))
              .build());
  private static final String FILL =
      """
      create table public.backlog_key (n int primary key, key uuid not null);
      insert into public.backlog_key select n, uuidv7() from generate_series(0, 999) n;
      create procedure public.backlog(first int, events int, tenant uuid, birth bytea, payload bytea, metadata bytea)
      language plpgsql as $$
      begin
        for at in first .. first + events - 1 by 50 loop
          insert into event_store.event_log
          select uuidv7(), tenant, 'fund', k.key, e / 1000 + 1, k.key, e / 1000 + 1,
                 case when e < 1000 then 'fundstream.fund.FundRegistered' else 'fundstream.fund.FundTermsAmended' end,
                 case when e < 1000 then birth else payload end, metadata, current_date, clock_timestamp(),
                 sha256(convert_to(k.key || ':' || (e / 1000 + 1), 'UTF8'))
          from generate_series(at, at + 49) e join public.backlog_key k on k.n = e % 1000
          order by e;
          commit;
        end loop;
        insert into event_store.partition_head
        select k.key, tenant, (first + events) / 1000,
               sha256(convert_to(k.key || ':' || (first + events) / 1000, 'UTF8')), now()
        from public.backlog_key k
        on conflict (partition_key) do update set seq = excluded.seq, hash = excluded.hash, recorded_at = excluded.recorded_at;
        commit;
      end
      $$
      """;

  private final TestDatabase database;
  private final byte[] payload =
      SingleObject.encode(
          FundTermsAmended.builder().changed(List.of("name")).name("n".repeat(255)).build());
  private int written;

  /** None yet. */
  public Backlog(TestDatabase database) throws SQLException {
    this.database = database;
    try (Connection session = database.connect(database.superuser());
        Statement statement = session.createStatement();
        PreparedStatement schema =
            session.prepareStatement(
                "insert into event_store.event_schema (fingerprint, sha256, json) values (?, ?, ?)")) {
      statement.execute(FILL);
      for (Schema one :
          List.of(FundContext.CONTEXT.writer(BIRTH), FundContext.CONTEXT.writer(payload))) {
        schema.setBytes(1, SchemaFingerprint.of(one));
        schema.setBytes(2, SchemaFingerprint.sha256(one));
        schema.setString(3, SchemaFingerprint.json(one));
        schema.executeUpdate();
      }
    }
  }

  /**
   * Appends.
   *
   * @param events a multiple of a thousand, as many for each key
   */
  public void append(int events) throws SQLException {
    try (Connection session = database.connect(database.superuser());
        Statement statement = session.createStatement();
        CallableStatement fill = session.prepareCall("call public.backlog(?, ?, ?, ?, ?, ?)")) {
      statement.execute("set synchronous_commit = off");
      fill.setInt(1, written);
      fill.setInt(2, events);
      fill.setObject(3, Tenant.DEFAULT);
      fill.setBytes(4, BIRTH);
      fill.setBytes(5, payload);
      fill.setBytes(6, METADATA.getBytes(StandardCharsets.UTF_8));
      fill.execute();
    }
    written += events;
  }
}
