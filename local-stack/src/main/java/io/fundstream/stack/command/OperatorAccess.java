package io.fundstream.stack.command;

import io.fundstream.migrations.MigrateConfig.Role;
import io.fundstream.stack.data.Endpoints;
import io.fundstream.stack.data.Secrets;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The running stack's database as the operator's role sees it: it may look and ask, no more. */
final class OperatorAccess {
  private static final int SECONDS = 10;

  private OperatorAccess() {}

  /**
   * Each connection that it gives is a new one.
   *
   * @throws CannotDo if no stack runs on the folder
   */
  static DataSource to(DataOption data) {
    Endpoints at = data.endpoints();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(at.postgres());
    source.setUser(Role.OPERATOR.roleName());
    source.setPassword(Secrets.of(data.folder()).of(Role.OPERATOR));
    source.setApplicationName("fundstream-operator");
    source.setConnectTimeout(SECONDS);
    source.setSocketTimeout(SECONDS);
    return source;
  }
}
