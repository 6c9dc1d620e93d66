package io.fundstream.projector.fund;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;

/** A row of {@code fund}, read back. */
final class FundRowReader {
  private FundRowReader() {}

  static FundRow read(ResultSet row) throws SQLException {
    return new FundRow(
        row.getObject("id", UUID.class),
        row.getObject("tenant", UUID.class),
        row.getInt("version"),
        row.getString("name"),
        row.getInt("vintage_year"),
        row.getString("currency"),
        row.getBigDecimal("target_size"),
        row.getBigDecimal("hard_cap"),
        row.getBigDecimal("management_fee_rate"),
        row.getBigDecimal("carry_rate"),
        row.getBigDecimal("hurdle_rate"),
        row.getString("status"),
        row.getObject("draft_config_version", Integer.class),
        row.getObject("published_config_version", Integer.class),
        instant(row, "created_at"),
        instant(row, "updated_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
  }
}
