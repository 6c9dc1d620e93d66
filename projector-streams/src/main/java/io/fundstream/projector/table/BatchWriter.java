package io.fundstream.projector.table;

import io.fundstream.projector.table.ProgressTable.Known;
import io.fundstream.projector.table.ProgressTable.Row;
import io.fundstream.runtime.database.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes the parts of several projections in one transaction, in one round trip if all is usual.
 */
final class BatchWriter {
  private BatchWriter() {}

  /**
   * Writes all together.
   *
   * @param sure whether every row is looked at under its lock first, and made if need be, so that
   *     nobody else can move one meanwhile
   * @throws Zombie if another has moved a key meanwhile
   */
  static void together(Connection connection, List<Draft<?>> drafts, boolean sure)
      throws SQLException {
    look(connection, drafts, sure);
    for (Draft<?> draft : drafts) {
      draft.plan(connection);
    }
    statements(drafts).run(connection);
    for (Draft<?> draft : drafts) {
      draft.park(connection);
    }
  }

  private static void look(Connection connection, List<Draft<?>> drafts, boolean sure)
      throws SQLException {
    List<Row> unknown = new ArrayList<>();
    List<Row> beginning = new ArrayList<>();
    for (Draft<?> draft : drafts) {
      unknown.addAll(draft.unknown(sure));
      beginning.addAll(sure ? draft.beginning() : List.of());
    }
    ProgressTable.claim(connection, beginning);
    Map<Row, Known> found = unknown.isEmpty() ? Map.of() : ProgressTable.lock(connection, unknown);
    drafts.forEach(draft -> draft.know(found));
  }

  /** Progress first, in the order of keys: its locks keep two threads from touching one row. */
  private static Statements statements(List<Draft<?>> drafts) {
    Statements statements = new Statements();
    ProgressTable.insert(
        statements, drafts.stream().flatMap(draft -> draft.plan().inserts().stream()).toList());
    ProgressTable.move(
        statements, drafts.stream().flatMap(draft -> draft.plan().moves().stream()).toList());
    drafts.forEach(draft -> draft.write(statements));
    AppliedTable.move(
        statements, drafts.stream().flatMap(draft -> draft.complete().stream()).toList());
    return statements;
  }

  /**
   * Writes each behind a savepoint, to find out who is at fault.
   *
   * @throws MemberFailed if one's statements or code fail
   */
  static void apart(Connection connection, List<Draft<?>> drafts) throws SQLException {
    for (Draft<?> draft : drafts) {
      Savepoint before = connection.setSavepoint();
      try {
        together(connection, List.of(draft), true);
        connection.releaseSavepoint(before);
      } catch (SQLException e) {
        if (SqlStates.isOfStatement(e)) {
          throw new MemberFailed(draft.projection(), e);
        }
        throw e;
      } catch (Zombie e) {
        throw e;
      } catch (RuntimeException e) {
        throw new MemberFailed(draft.projection(), e);
      }
    }
  }

  /** Writes one record's parts, each behind a savepoint; where it is refused it is parked. */
  static void refusable(Connection connection, List<Draft<?>> drafts) throws SQLException {
    for (Draft<?> draft : drafts) {
      Savepoint before = connection.setSavepoint();
      try {
        together(connection, List.of(draft), true);
        connection.releaseSavepoint(before);
      } catch (SQLException e) {
        if (!SqlStates.isData(e)) {
          throw e;
        }
        connection.rollback(before);
        draft.refuse(e);
        together(connection, List.of(draft), true);
      }
    }
  }
}
