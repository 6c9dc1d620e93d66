package io.fundstream.query.fund;

import io.fundstream.query.database.Reads;
import io.fundstream.query.database.SqlText;
import io.fundstream.query.page.ByteBound;
import io.fundstream.query.page.Direction;
import io.fundstream.query.page.ListId;
import io.fundstream.query.page.Page;
import io.fundstream.query.page.Paging;
import io.fundstream.query.page.Place;
import java.util.Optional;
import java.util.UUID;

/** The SQL about a fund's configurations. */
public final class ConfigQueries {
  private static final String COLUMNS =
      "config_version, config_text, status, created_at, published_at";

  /**
   * A configuration, with the version of its fund: publishing changes both, so the fund's version
   * tells whether the answer is still the same.
   */
  record OneConfig(int fundVersion, ConfigItem config) {}

  private final Reads reads;

  public ConfigQueries(Reads reads) {
    this.reads = reads;
  }

  static ListId list(UUID tenant, UUID fundId, Direction direction) {
    return ListId.of("configs", tenant, fundId, direction);
  }

  static Integer place(byte[] bytes) throws Place.Malformed {
    Place.Reader place = new Place.Reader(bytes);
    int version = place.whole32();
    place.end();
    return version;
  }

  Page<ConfigItem> list(UUID tenant, UUID fundId, Direction direction, Paging<Integer> paging) {
    SqlText sql = listSql(tenant, fundId, direction, paging);
    return reads.as(
        tenant,
        connection ->
            paging.page(
                ByteBound.read(connection, sql, ConfigItem::read),
                list(tenant, fundId, direction),
                (place, last) -> place.whole(last.configVersion())));
  }

  static SqlText listSql(UUID tenant, UUID fundId, Direction direction, Paging<Integer> paging) {
    String order = "config_version " + direction.sql();
    SqlText inner =
        new SqlText(
                "select "
                    + COLUMNS
                    + " from read_model.fund_config where fund_id = ? and tenant = ?",
                fundId,
                tenant)
            .addIf(paging.after(), "and config_version " + direction.comparison() + " ?")
            .add("order by " + order + " limit ? offset ?", paging.probe(), paging.skip());
    return ByteBound.bounded(inner, "config_text", order);
  }

  Optional<OneConfig> one(UUID tenant, UUID fundId, int configVersion) {
    SqlText sql =
        new SqlText(
            """
            select f.version, c.config_version, c.config_text, c.status, c.created_at, c.published_at
            from read_model.fund f join read_model.fund_config c on c.fund_id = f.id
            where f.id = ? and f.tenant = ? and c.config_version = ?\
            """,
            fundId,
            tenant,
            configVersion);
    return reads.as(
        tenant,
        connection ->
            sql.first(
                connection, row -> new OneConfig(row.getInt("version"), ConfigItem.read(row))));
  }
}
