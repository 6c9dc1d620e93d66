package io.fundstream.query.fund;

import io.fundstream.query.page.CsvTable;
import io.fundstream.query.page.CsvTable.Column;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fund after one of its versions.
 *
 * @param targetSize money with two decimals, as {@code hardCap}
 * @param hardCap null when there is none
 * @param managementFeeRate ratio with six decimals, as the other rates
 * @param draftConfigVersion the last one saved; null when there is none
 * @param publishedConfigVersion the one in force; null when none was published
 */
public record FundItem(
    UUID id,
    int version,
    String name,
    int vintageYear,
    String currency,
    BigDecimal targetSize,
    @Nullable BigDecimal hardCap,
    BigDecimal managementFeeRate,
    BigDecimal carryRate,
    BigDecimal hurdleRate,
    String status,
    @Nullable Integer draftConfigVersion,
    @Nullable Integer publishedConfigVersion,
    Instant createdAt,
    Instant updatedAt) {

  static final String COLUMNS =
      """
      id, version, name, vintage_year, currency, target_size, hard_cap, management_fee_rate, \
      carry_rate, hurdle_rate, status, draft_config_version, published_config_version, \
      created_at, updated_at\
      """;

  static final CsvTable<FundItem> CSV =
      new CsvTable<>(
          List.of(
              Column.fixed("id", FundItem::id),
              Column.fixed("version", FundItem::version),
              Column.free("name", FundItem::name),
              Column.fixed("vintageYear", FundItem::vintageYear),
              Column.fixed("currency", FundItem::currency),
              Column.fixed("targetSize", FundItem::targetSize),
              Column.fixed("hardCap", FundItem::hardCap),
              Column.fixed("managementFeeRate", FundItem::managementFeeRate),
              Column.fixed("carryRate", FundItem::carryRate),
              Column.fixed("hurdleRate", FundItem::hurdleRate),
              Column.fixed("status", FundItem::status),
              Column.fixed("draftConfigVersion", FundItem::draftConfigVersion),
              Column.fixed("publishedConfigVersion", FundItem::publishedConfigVersion),
              Column.fixed("createdAt", FundItem::createdAt),
              Column.fixed("updatedAt", FundItem::updatedAt)));

  static FundItem read(ResultSet row) throws SQLException {
    return new FundItem(
        row.getObject("id", UUID.class),
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
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
