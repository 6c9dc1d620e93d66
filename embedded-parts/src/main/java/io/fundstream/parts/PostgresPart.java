package io.fundstream.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** PostgreSQL run from its own programs. Passwords are required of everybody. */
public final class PostgresPart extends ChildPart implements Postgres {
  private static final String SUPERUSER = "postgres";

  /**
   * How to run it.
   *
   * @param folder data and log go below it
   * @param password the superuser's, set when the data folder is made
   * @param parameters server settings beside those that are always set
   */
  public record Settings(
      Path folder,
      int port,
      String password,
      Map<String, String> parameters,
      ChildRecords records) {
    public Settings {
      folder = folder.toAbsolutePath();
      parameters = Map.copyOf(parameters);
    }
  }

  private final Settings settings;

  public PostgresPart(Settings settings) {
    super("postgres", settings.folder(), settings.records());
    this.settings = settings;
  }

  @Override
  List<String> command() {
    Map<String, String> server = new TreeMap<>(PostgresSettings.ALWAYS);
    server.putAll(settings.parameters());
    server.put("port", Integer.toString(settings.port()));
    server.put("listen_addresses", "127.0.0.1");
    server.put("unix_socket_directories", "");
    List<String> command = new ArrayList<>(List.of(program("postgres"), "-D", data().toString()));
    server.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return command;
  }

  @Override
  Map<String, String> environment() {
    return Map.of("TZ", "UTC", "LC_ALL", "C");
  }

  /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody. */
  @Override
  List<String> prefix() {
    boolean root = "root".equals(System.getProperty("user.name"));
    return root ? List.of("unshare", "--user") : List.of();
  }

  /** Its "fast shutdown": clients are cut off, the data is written. TERM would wait for them. */
  @Override
  String stopSignal() {
    return "INT";
  }

  @Override
  void prepare() {
    if (Files.exists(settings.folder().resolve("complete"))) {
      return;
    }
    // What an initdb that was killed left behind is no cluster.
    Folders.delete(data());
    try {
      Files.createDirectories(settings.folder());
      Path password = passwordFile();
      int status = run("initdb", initdb(password)).onExit().join();
      Files.delete(password);
      if (status != 0) {
        throw new PartFailed("initdb failed; " + logTail());
      }
      Files.createFile(settings.folder().resolve("complete"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path passwordFile() throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path file = Files.createTempFile(settings.folder(), "new", ".password", ownerOnly);
    return Files.writeString(file, settings.password());
  }

  private List<String> initdb(Path password) {
    return List.of(
        program("initdb"),
        "--pgdata=" + data(),
        "--username=" + SUPERUSER,
        "--pwfile=" + password,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        // Whoever needs a new segment fills it while everybody's commit waits: 16 MB take 300 ms.
        "--wal-segsize=1",
        "--no-instructions");
  }

  private static String program(String name) {
    return PostgresBinaries.folder().resolve("bin").resolve(name).toString();
  }

  @Override
  boolean answers() {
    if (!FreePort.answers(settings.port())) {
      return false;
    }
    try (Connection connection =
        DriverManager.getConnection(url("postgres"), SUPERUSER, settings.password())) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  private Path data() {
    return settings.folder().resolve("data");
  }

  @Override
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + settings.port() + "/" + database;
  }

  @Override
  public String superuser() {
    return SUPERUSER;
  }

  @Override
  public String superuserPassword() {
    return settings.password();
  }
}
