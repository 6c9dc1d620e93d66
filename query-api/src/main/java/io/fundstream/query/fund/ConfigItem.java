package io.fundstream.query.fund;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.fundstream.query.page.CsvTable;
import io.fundstream.query.page.CsvTable.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One configuration of a fund.
 *
 * @param config the very bytes of the value that was saved
 * @param status DRAFT or PUBLISHED
 * @param publishedAt null for a draft
 */
public record ConfigItem(
    int configVersion,
    @JsonRawValue String config,
    String status,
    Instant createdAt,
    @Nullable Instant publishedAt) {

  static final CsvTable<ConfigItem> CSV =
      new CsvTable<>(
          List.of(
              Column.fixed("configVersion", ConfigItem::configVersion),
              Column.free("config", ConfigItem::config),
              Column.fixed("status", ConfigItem::status),
              Column.fixed("createdAt", ConfigItem::createdAt),
              Column.fixed("publishedAt", ConfigItem::publishedAt)));

  static ConfigItem read(ResultSet row) throws SQLException {
    OffsetDateTime published = row.getObject("published_at", OffsetDateTime.class);
    return new ConfigItem(
        row.getInt("config_version"),
        row.getString("config_text"),
        row.getString("status"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        published == null ? null : published.toInstant());
  }
}
