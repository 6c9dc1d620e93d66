package io.fundstream.query.fund;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.parts.TestDatabase;
import io.fundstream.query.Plans;
import io.fundstream.query.page.Direction;
import io.fundstream.query.page.Paging;
import io.fundstream.schemas.Tenant;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConfigPlansTest {
  private static final UUID ID = UUID.fromString("80000000-0000-4000-8000-000000000000");

  @Test
  void configurations_come_out_of_their_key() throws SQLException {
    try (TestDatabase database = TestDatabase.fresh()) {
      try (Connection projector = database.connect("fundstream_projector");
          Statement statement = projector.createStatement()) {
        statement.execute(
            """
            insert into read_model.fund_config_v1 (fund_id, config_version, version, tenant,
              config_text, config, status, created_at)
            select md5((n / 50)::text)::uuid, 1 + n % 50, 2, '%s', '{}', '{}', 'DRAFT', now()
            from generate_series(0, 19999) n\
            """
                .replace("%s", Tenant.DEFAULT.toString()));
        statement.execute("analyze");
      }
      try (Connection connection = database.connect("fundstream_query")) {
        for (Direction direction : Direction.values()) {
          Paging<Integer> paging = new Paging<>(50, 0, 3);
          assertThat(
                  Plans.of(
                      connection, ConfigQueries.listSql(Tenant.DEFAULT, ID, direction, paging)))
              .contains("fund_config_v1_pkey")
              .doesNotContain("Seq Scan");
        }
      }
    }
  }
}
