package io.fundstream.query.fund;

import io.fundstream.query.database.GroupedRead;
import io.fundstream.query.database.ReadModel;
import io.fundstream.query.database.SqlText;
import io.fundstream.query.freshness.Gauge;
import io.fundstream.query.freshness.Progress;
import io.fundstream.query.freshness.Settled;
import io.fundstream.query.page.ListId;
import io.fundstream.query.page.Page;
import io.fundstream.query.page.Paging;
import io.fundstream.runtime.database.BinaryArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The SQL about funds themselves. */
public final class FundQueries {
  /** The projection that fills the tables read here. */
  public static final String PROJECTION = "fund";

  /** The version of a fund, for {@code minVersion}. */
  static final Gauge VERSION =
      (connection, ids) -> {
        try (PreparedStatement statement =
            connection.prepareStatement(
                "select id, version from read_model.fund where id = any(?)")) {
          statement.setArray(1, BinaryArrays.uuids(connection, ids));
          return Progress.levels(statement);
        }
      };

  /**
   * @param fund empty if it was not known then, or is not
   * @param settled whether nothing can be recorded any more that would change the answer
   */
  record Known(Optional<FundItem> fund, boolean settled) {}

  /** Statements for single funds at a time; while they run, others gather for the next. */
  private static final int TURNS = Math.max(2, Runtime.getRuntime().availableProcessors());

  private static final Duration LONGEST = Duration.ofSeconds(5);

  private record Key(UUID tenant, UUID id) {}

  private final ReadModel database;
  private final GroupedRead<Key, FundItem> single;

  public FundQueries(ReadModel database) {
    this.database = database;
    this.single = new GroupedRead<>(this::many, TURNS, LONGEST);
  }

  Page<FundItem> list(FundFilter filter, FundOrder order, Paging<FundOrder.After> paging) {
    ListId id = filter.list(order);
    return database.read(connection ->
        paging.page(
            listSql(filter, order, paging).list(connection, FundItem.TABLE::read),
            id,
            order::write));
  }

  /** Also for tests, which ask how it would run. */
  static SqlText listSql(FundFilter filter, FundOrder order, Paging<FundOrder.After> paging) {
    SqlText sql =
        new SqlText(
            "select " + FundItem.TABLE.names() + " from read_model.fund where tenant = ?",
            filter.tenant());
    if (filter.status() != null) {
      // A literal of ours: only so can the planner use the partial index of FUNDRAISING.
      sql.add("and status = '" + filter.status().name() + "'");
    }
    sql.addIf(filter.vintageYear(), "and vintage_year = ?");
    if (filter.name() != null) {
      sql.add("and name >= ?", filter.name());
      NamePrefix.end(filter.name()).ifPresent(end -> sql.add("and name < ?", end));
    }
    FundOrder.After after = paging.after();
    if (after != null) {
      sql.add(
          "and (%s, id) %s (?, ?)".formatted(order.column(), order.direction().comparison()),
          after.value(),
          after.id());
    }
    return sql.add("order by %1$s %2$s, id %2$s".formatted(order.column(), order.direction().sql()))
        .add("limit ? offset ?", paging.probe(), paging.skip());
  }

  Optional<FundItem> one(UUID tenant, UUID id) {
    return single.one(new Key(tenant, id));
  }

  /** Another tenant's fund is under another key, so nobody finds it who asks for the id alone. */
  private Map<Key, FundItem> many(Set<Key> keys) {
    List<UUID> ids = keys.stream().map(Key::id).toList();
    return database
        .readOnce(connection ->
            manySql(connection, ids)
                .list(connection, row -> Map.entry(key(row), FundItem.TABLE.read(row))))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Key key(ResultSet row) throws SQLException {
    return new Key(row.getObject("tenant", UUID.class), row.getObject("id", UUID.class));
  }

  static SqlText manySql(Connection connection, List<UUID> ids) throws SQLException {
    return new SqlText(
        "select " + FundItem.TABLE.names() + ", tenant from read_model.fund where id = any(?)",
        BinaryArrays.uuids(connection, ids));
  }

  /** Whether the fund is known. */
  boolean exists(UUID tenant, UUID id) {
    return one(tenant, id).isPresent();
  }

  /** The fund as it was known at an instant, which counts itself. */
  Known known(UUID tenant, UUID id, Instant at) {
    return database.read(connection ->
        new Known(
            knownSql(tenant, id, at).first(connection, FundItem.TABLE::read),
            Settled.of(connection, PROJECTION).filter(at::isBefore).isPresent()));
  }

  static SqlText knownSql(UUID tenant, UUID id, Instant at) {
    return new SqlText(
        "select "
            + FundItem.TABLE.names()
            + " from read_model.fund_history where id = ? and recorded_at <= ? and tenant = ?"
            + " order by recorded_at desc limit 1",
        id,
        at,
        tenant);
  }
}
