package io.fundstream.migrations;

import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Makes every connection of Flyway act as the role that shall own what the scripts make. */
final class RunAs extends BaseCallback {
  private final String role;

  RunAs(String role) {
    this.role = role;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.AFTER_CONNECT;
  }

  @Override
  public void handle(Event event, Context context) {
    try (Statement statement = context.getConnection().createStatement()) {
      statement.execute("set role " + role);
    } catch (SQLException e) {
      throw new FlywayException("cannot act as " + role, e);
    }
  }
}
