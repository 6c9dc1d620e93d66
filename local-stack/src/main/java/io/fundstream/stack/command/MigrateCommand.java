package io.fundstream.stack.command;

import io.fundstream.migrations.Migrate;
import io.fundstream.migrations.MigrateConfig;
import io.fundstream.stack.Database;
import io.fundstream.stack.data.DataFolder;
import io.fundstream.stack.data.Secrets;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code migrate}. */
@Command(
    name = "migrate",
    description = "Bring a database to the schema of this version.",
    footer = {
      "",
      "The folder's own, running or not; or, with FUNDSTREAM_DATABASE_URL set, that one",
      "(then FUNDSTREAM_ADMIN_USER, FUNDSTREAM_ADMIN_PASSWORD and the roles' passwords are needed)."
    })
final class MigrateCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws SQLException {
    Logging.errorsOnly();
    PrintWriter out = Output.of(spec);
    Map<String, String> environment = System.getenv();
    if (environment.containsKey("FUNDSTREAM_DATABASE_URL")) {
      Migrate.run(MigrateConfig.from(environment));
      out.println("Up to date: " + environment.get("FUNDSTREAM_DATABASE_URL"));
      return 0;
    }
    DataFolder folder = data.folder();
    Secrets secrets = Secrets.of(folder);
    try (DatabaseAccess access = DatabaseAccess.to(folder, secrets)) {
      Database.migrate(access.server(), secrets);
      out.println("Up to date: " + access.server().url("fundstream"));
    }
    return 0;
  }
}
