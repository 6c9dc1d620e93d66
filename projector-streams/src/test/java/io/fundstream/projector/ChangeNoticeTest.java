package io.fundstream.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.projector.rebuild.RebuildDesk;
import io.fundstream.projector.support.Funds;
import io.fundstream.projector.support.Stage;
import io.fundstream.projector.support.TestProjector;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Who keeps funds in memory is told when one changes, and when all tables do. */
class ChangeNoticeTest {

  @Test
  void a_change_of_a_fund_and_a_rebuild_are_told() throws Exception {
    try (Stage stage = Stage.set();
        TestProjector projector = stage.projector();
        Connection session = stage.database().connect("fundstream_query");
        Statement statement = session.createStatement()) {
      assertThat(projector.service().ready()).isTrue();
      statement.execute("listen fundstream_read_model");
      List<String> heard = new ArrayList<>();
      Funds fund = new Funds();
      stage.relay().send(List.of(fund.registered("Told"), fund.renamed("Twice")));
      stage.awaitProgress(fund.id(), 2);
      awaitNotice(session, heard, "fund:" + fund.id());
      assertThat(heard).doesNotContain("fund:*");
      new RebuildDesk(stage.database().as("fundstream_operator")).rebuild("fund");
      awaitNotice(session, heard, "fund:*");
    }
  }

  private static void awaitNotice(Connection session, List<String> heard, String wanted) {
    await(wanted)
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          heard.addAll(notices(session));
          return heard.contains(wanted);
        });
  }

  private static List<String> notices(Connection session) throws SQLException {
    PGNotification[] notices = session.unwrap(PGConnection.class).getNotifications(100);
    return notices == null
        ? List.of()
        : Arrays.stream(notices).map(PGNotification::getParameter).toList();
  }
}
