package io.fundstream.projector.fund;

import io.fundstream.projector.fold.ProjectionName;
import io.fundstream.projector.fund.FundProjection.ConfigChange;
import io.fundstream.projector.fund.FundProjection.ConfigChange.Drafted;
import io.fundstream.projector.fund.FundProjection.ConfigChange.Published;
import io.fundstream.projector.table.ChangeNotice;
import io.fundstream.projector.table.Columns;
import io.fundstream.runtime.database.BinaryArrays;
import io.fundstream.runtime.database.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The SQL of {@code fund}, {@code fund_history} and {@code fund_config}. */
final class FundTables {
  private static final String COLUMNS =
      "id, tenant, version, name, vintage_year, currency, target_size, hard_cap, management_fee_rate, carry_rate,"
          + " hurdle_rate, status, draft_config_version, published_config_version, created_at, updated_at";
  private static final String ARRAYS =
      "?::uuid[], ?::uuid[], ?::int[], ?::text[], ?::int[], ?::text[], ?::numeric[], ?::numeric[], ?::numeric[],"
          + " ?::numeric[], ?::numeric[], ?::text[], ?::int[], ?::int[], ?::timestamptz[], ?::timestamptz[]";

  private final String select;
  private final String upsert;
  private final String history;
  private final String draft;
  private final String publish;

  FundTables(ProjectionName name) {
    select = "select %s from %s where id = any (?)".formatted(COLUMNS, name.table(""));
    upsert =
        """
        insert into %s as f (%s) select * from unnest(%s)
        on conflict (id) do update set
          version = excluded.version, name = excluded.name, target_size = excluded.target_size,
          hard_cap = excluded.hard_cap, management_fee_rate = excluded.management_fee_rate,
          carry_rate = excluded.carry_rate, hurdle_rate = excluded.hurdle_rate, status = excluded.status,
          draft_config_version = excluded.draft_config_version,
          published_config_version = excluded.published_config_version, updated_at = excluded.updated_at
        where f.version < excluded.version
        """
            .formatted(name.table(""), COLUMNS, ARRAYS);
    history =
        """
        insert into %s (%s, recorded_at) select t.*, t.updated_at from unnest(%s) as t (%s)
        on conflict (id, version) do nothing
        """
            .formatted(name.table("_history"), COLUMNS, ARRAYS, COLUMNS);
    draft =
        """
        insert into %s (fund_id, config_version, version, tenant, config_text, config, status, created_at)
        select fund_id, config_version, version, tenant, config, config::jsonb, 'DRAFT', created_at
        from unnest(?::uuid[], ?::int[], ?::int[], ?::uuid[], ?::text[], ?::timestamptz[])
          as t (fund_id, config_version, version, tenant, config, created_at)
        on conflict (fund_id, config_version) do nothing
        """
            .formatted(name.table("_config"));
    publish =
        """
        update %s c set status = 'PUBLISHED', published_at = t.published_at, version = t.version
        from unnest(?::uuid[], ?::int[], ?::int[], ?::timestamptz[]) as t (fund_id, config_version, version, published_at)
        where c.fund_id = t.fund_id and c.config_version = t.config_version and c.version < t.version
        """
            .formatted(name.table("_config"));
  }

  Map<UUID, FundRow> read(Connection connection, Collection<UUID> ids) throws SQLException {
    Map<UUID, FundRow> found = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setArray(1, BinaryArrays.uuids(connection, ids));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          FundRow row = FundRowReader.read(rows);
          found.put(row.id(), row);
        }
      }
    }
    return found;
  }

  /** Writes the last row of each fund, and every row into the history. */
  void write(Statements statements, List<FundRow> versions, List<ConfigChange> configs) {
    Map<UUID, FundRow> last = new TreeMap<>();
    versions.forEach(row -> last.put(row.id(), row));
    rows(statements, upsert, List.copyOf(last.values()));
    List<FundRow> all = new ArrayList<>(versions);
    all.sort(Comparator.comparing(FundRow::id).thenComparingInt(FundRow::version));
    rows(statements, history, all);
    configs(statements, configs);
    ChangeNotice.send(statements, "fund", last.keySet());
  }

  private static void rows(Statements statements, String sql, List<FundRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    statements.count(
        sql,
        written -> {},
        (statement, first) ->
            new Columns<>(statement, first, rows)
                .addIds(FundRow::id)
                .addIds(FundRow::tenant)
                .add("int4", FundRow::version)
                .add("text", FundRow::name)
                .add("int4", FundRow::vintageYear)
                .add("text", FundRow::currency)
                .add("numeric", FundRow::targetSize)
                .add("numeric", FundRow::hardCap)
                .add("numeric", FundRow::managementFeeRate)
                .add("numeric", FundRow::carryRate)
                .add("numeric", FundRow::hurdleRate)
                .add("text", FundRow::status)
                .add("int4", FundRow::draftConfigVersion)
                .add("int4", FundRow::publishedConfigVersion)
                .addInstants(FundRow::createdAt)
                .addInstants(FundRow::updatedAt)
                .next());
  }

  private void configs(Statements statements, List<ConfigChange> changes) {
    List<Drafted> drafts = new ArrayList<>();
    // A configuration published twice in one batch: the later one counts.
    Map<String, Published> publications = new TreeMap<>();
    for (ConfigChange change : changes) {
      switch (change) {
        case Drafted drafted -> drafts.add(drafted);
        case Published published ->
            publications.put(published.fundId() + ":" + published.configVersion(), published);
      }
    }
    drafts.sort(Comparator.comparing(Drafted::fundId).thenComparingInt(Drafted::configVersion));
    draft(statements, drafts);
    publish(statements, List.copyOf(publications.values()));
  }

  private void draft(Statements statements, List<Drafted> drafts) {
    if (drafts.isEmpty()) {
      return;
    }
    statements.count(
        draft,
        written -> {},
        (statement, first) ->
            new Columns<>(statement, first, drafts)
                .addIds(Drafted::fundId)
                .add("int4", Drafted::configVersion)
                .add("int4", Drafted::version)
                .addIds(Drafted::tenant)
                .add("text", Drafted::config)
                .addInstants(Drafted::createdAt)
                .next());
  }

  private void publish(Statements statements, List<Published> publications) {
    if (publications.isEmpty()) {
      return;
    }
    statements.count(
        publish,
        written -> {},
        (statement, first) ->
            new Columns<>(statement, first, publications)
                .addIds(Published::fundId)
                .add("int4", Published::configVersion)
                .add("int4", Published::version)
                .addInstants(Published::publishedAt)
                .next());
  }
}
