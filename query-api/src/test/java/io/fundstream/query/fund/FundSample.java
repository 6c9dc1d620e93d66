package io.fundstream.query.fund;

import io.fundstream.query.ReadTables;
import io.fundstream.query.Sample;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A fund with a configuration, an activity and an event. */
public final class FundSample implements Sample {
  @Override
  public String path() {
    return "/v1/funds";
  }

  @Override
  public Map<String, String> write(ReadTables tables) throws SQLException {
    Instant at = Instant.parse("2026-01-01T00:00:00Z");
    ReadTables.Fund fund = tables.put(ReadTables.fund("Alder", at));
    tables.config(fund.id(), 1, "{}", null, at);
    tables.activity(UUID.randomUUID(), fund.id(), "Registered", at, 1);
    tables.put(
        new ReadTables.Event(
            UUID.randomUUID(), "fund", fund.id(), 1, fund.id(), 1, 0, 0, at, "{}"));
    return Map.of("id", fund.id().toString(), "n", "1");
  }
}
