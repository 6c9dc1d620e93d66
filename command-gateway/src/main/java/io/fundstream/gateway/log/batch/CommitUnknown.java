package io.fundstream.gateway.log.batch;

import io.fundstream.gateway.log.decide.AppendPlan;
import java.sql.SQLException;

/** A commit was sent and nobody knows whether it happened. */
final class CommitUnknown extends Exception {
  private static final long serialVersionUID = 1L;

  final transient AppendPlan plan;
  final transient BatchResult result;

  CommitUnknown(AppendPlan plan, BatchResult result, SQLException cause) {
    super("the answer to a commit did not arrive", cause);
    this.plan = plan;
    this.result = result;
  }

  /** What the driver said. */
  String why() {
    return String.valueOf(getCause());
  }

  /** Whether the server itself said that the transaction is rolled back. */
  static boolean isAnswer(SQLException e) {
    String state = e.getSQLState();
    return state != null
        && (state.startsWith("40") || state.startsWith("23") || state.startsWith("22"));
  }
}
