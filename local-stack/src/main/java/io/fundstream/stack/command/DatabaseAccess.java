package io.fundstream.stack.command;

import io.fundstream.parts.FreePort;
import io.fundstream.parts.Postgres;
import io.fundstream.parts.PostgresPart;
import io.fundstream.stack.Database;
import io.fundstream.stack.data.DataFolder;
import io.fundstream.stack.data.Endpoints;
import io.fundstream.stack.data.Ports;
import io.fundstream.stack.data.Secrets;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A folder's PostgreSQL: the running stack's, or started alone for as long as this is open. */
final class DatabaseAccess implements AutoCloseable {
  private final Postgres server;
  private final DataFolder.@Nullable Lock lock;

  private DatabaseAccess(Postgres server, DataFolder.@Nullable Lock lock) {
    this.server = server;
    this.lock = lock;
  }

  static DatabaseAccess to(DataFolder folder, Secrets secrets) {
    Optional<DataFolder.Lock> lock = folder.tryLock();
    if (lock.isEmpty()) {
      return new DatabaseAccess(Database.server(folder, running(folder), secrets), null);
    }
    folder.children().endOrphans();
    PostgresPart server = Database.server(folder, alone(), secrets);
    server.start();
    return new DatabaseAccess(server, lock.get());
  }

  private static Ports alone() {
    return new Ports(FreePort.next() - 4);
  }

  private static Ports running(DataFolder folder) {
    Endpoints at =
        Endpoints.read(folder)
            .orElseThrow(
                () -> new CannotDo("The stack on " + folder.root() + " is not ready yet."));
    return new Ports(URI.create(at.gateway()).getPort());
  }

  Postgres server() {
    return server;
  }

  @Override
  public void close() {
    if (lock != null) {
      server.close();
      lock.close();
    }
  }
}
