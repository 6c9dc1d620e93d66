package io.fundstream.query.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.parts.TestDatabase;
import io.fundstream.query.Plans;
import io.fundstream.query.database.SqlText;
import io.fundstream.query.page.Paging;
import io.fundstream.schemas.Tenant;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ActivityPlansTest {
  @Test
  void activities_walk_an_index_from_the_newest() throws SQLException {
    try (TestDatabase database = TestDatabase.fresh()) {
      try (Connection projector = database.connect("fundstream_projector");
          Statement statement = projector.createStatement()) {
        statement.execute(
            """
            insert into read_model.activity_v1
            select gen_random_uuid(), '%s', md5((n / 5000)::text)::uuid, 'FundRegistered', 's', 'a',
              timestamptz '2026-01-01' + n * interval '1 ms', md5((n / 5000)::text)::uuid, n
            from generate_series(1, 20000) n\
            """
                .formatted(Tenant.DEFAULT));
        statement.execute("analyze");
      }
      try (Connection connection = database.connect("fundstream_query")) {
        ActivityQueries.After after =
            new ActivityQueries.After(Instant.parse("2026-01-01T00:00:05Z"), UUID.randomUUID());
        var all = new ActivityQueries.Filter(Tenant.DEFAULT, null);
        assertThat(Plans.of(connection, ActivityQueries.pageSql(all, new Paging<>(50, 0, after))))
            .contains("activity_v1_recorded_at", "ROW(")
            .doesNotContain("Sort", "Seq Scan");
        UUID fund =
            new SqlText("select md5('1')::uuid")
                .first(connection, row -> row.getObject(1, UUID.class))
                .orElseThrow();
        var one = new ActivityQueries.Filter(Tenant.DEFAULT, fund);
        assertThat(Plans.of(connection, ActivityQueries.pageSql(one, new Paging<>(50, 0, after))))
            .contains("activity_v1_fund", "ROW(")
            .doesNotContain("Sort", "Seq Scan");
      }
    }
  }
}
