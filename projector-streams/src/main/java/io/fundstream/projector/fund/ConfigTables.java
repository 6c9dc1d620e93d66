package io.fundstream.projector.fund;

import io.fundstream.projector.fold.ProjectionName;
import io.fundstream.projector.fund.ConfigChange.Drafted;
import io.fundstream.projector.fund.ConfigChange.Published;
import io.fundstream.runtime.database.RecordTable;
import io.fundstream.runtime.database.Statements;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The SQL of {@code fund_config}. */
final class ConfigTables {
  private static final RecordTable<Drafted> DRAFTED = RecordTable.of(Drafted.class);
  private static final RecordTable<Published> PUBLISHED = RecordTable.of(Published.class);

  private final String draft;
  private final String publish;

  ConfigTables(ProjectionName name) {
    draft =
        """
        insert into %s (%2$s, config, status)
        select t.*, config_text::jsonb, 'DRAFT' from unnest(%3$s) as t (%2$s)
        on conflict (fund_id, config_version) do nothing
        """
            .formatted(name.table("_config"), DRAFTED.names(), DRAFTED.arrays());
    publish =
        """
        update %s c set status = 'PUBLISHED', published_at = t.published_at, version = t.version
        from unnest(%s) as t (%s)
        where c.fund_id = t.fund_id and c.config_version = t.config_version and c.version < t.version
        """
            .formatted(name.table("_config"), PUBLISHED.arrays(), PUBLISHED.names());
  }

  void write(Statements statements, List<ConfigChange> changes) {
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
    put(statements, draft, DRAFTED, drafts);
    put(statements, publish, PUBLISHED, List.copyOf(publications.values()));
  }

  private static <R extends Record> void put(
      Statements statements, String sql, RecordTable<R> table, List<R> rows) {
    if (!rows.isEmpty()) {
      statements.count(sql, n -> {}, (statement, first) -> table.bind(statement, first, rows));
    }
  }
}
