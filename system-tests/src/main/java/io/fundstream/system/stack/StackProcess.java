package io.fundstream.system.stack;

import static java.util.Objects.requireNonNull;

import io.fundstream.parts.ChildProcess;
import io.fundstream.parts.ChildRecords;
import io.fundstream.parts.FreePort;
import io.fundstream.stack.data.DataFolder;
import io.fundstream.stack.data.Endpoints;
import io.fundstream.stack.data.States;
import io.fundstream.stack.data.Wishes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** {@code fundstream up --processes} as a child process that ends with this one. */
public final class StackProcess implements AutoCloseable {
  private static final Duration READY = Duration.ofMinutes(4);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Duration COMMAND = Duration.ofMinutes(2);
  private static final Duration SERVICE = Duration.ofSeconds(60);
  private static final int PORTS = 12;
  private static final String MAIN = "io.fundstream.stack.Main";
  private static final List<String> JVM =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "--enable-native-access=ALL-UNNAMED");

  private final Release release;
  private final DataFolder folder;
  private final ChildProcess process;

  private StackProcess(Release release, DataFolder folder, ChildProcess process) {
    this.release = release;
    this.folder = folder;
    this.process = process;
  }

  /**
   * Starts one on a folder; returns when it is ready, after 4 minutes at most.
   *
   * @throws IllegalStateException with its output when it does not start
   */
  public static StackProcess up(Path data) {
    return up(Release.own(), data, Map.of());
  }

  /**
   * Starts one of another release; see {@link #up(Path)}.
   *
   * @param settings of its services, beside what they need to find each other
   */
  public static StackProcess up(Release release, Path data, Map<String, String> settings) {
    DataFolder folder = DataFolder.open(data);
    Map<String, String> environment = new HashMap<>(settings);
    // All of its JVMs keep what they call temporary here: nothing else on the machine does.
    environment.put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary(folder));
    ChildProcess process =
        child(
            release,
            folder,
            "up",
            environment,
            List.of(
                "up",
                "--processes",
                "--data",
                folder.root().toString(),
                "--base-port",
                Integer.toString(FreePort.row(PORTS))));
    StackProcess stack = new StackProcess(release, folder, process);
    Awaitility.await("the stack is ready")
        .atMost(READY)
        .until(() -> !process.alive() || Endpoints.read(folder).isPresent());
    if (!process.alive()) throw new IllegalStateException(text(folder.log("up")));
    return stack;
  }

  private static Path temporary(DataFolder folder) {
    try {
      return Files.createDirectories(folder.of("temporary"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ChildProcess child(
      Release release,
      DataFolder folder,
      String name,
      Map<String, String> environment,
      List<String> arguments) {
    return ChildProcess.start(
        new ChildProcess.Start(
            name,
            List.of(),
            release.java(JVM, MAIN, arguments),
            environment,
            "TERM",
            folder.log(name)),
        records(folder));
  }

  /** Beside the stack's own records, which it clears when it starts. */
  private static ChildRecords records(DataFolder folder) {
    return new ChildRecords(folder.of("children-of-tests"));
  }

  /** Its folder. */
  public DataFolder folder() {
    return folder;
  }

  /** What all of its JVMs take for the system's temporary folder. */
  public Path temporary() {
    return temporary(folder);
  }

  /** Where everything is now. */
  public Endpoints endpoints() {
    return Endpoints.read(folder)
        .orElseThrow(() -> new IllegalStateException("the stack is not ready"));
  }

  /** The process of a service; nothing while it has none. */
  public Optional<Long> pid(String service) {
    return Optional.ofNullable(endpoints().pids()).map(pids -> pids.get(service));
  }

  /** The processes of all services, by name. */
  public Map<String, Long> pids() {
    return Map.copyOf(requireNonNull(endpoints().pids(), "one process a service"));
  }

  /** The database, with a superuser's rights. */
  public Connection database() throws SQLException {
    Endpoints at = endpoints();
    return DriverManager.getConnection(
        at.postgres(), at.postgresSuperuser().user(), at.postgresSuperuser().password());
  }

  /** {@code kill -9}; does nothing to a service that has no process. */
  public void kill(String service) {
    pid(service).flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Stops services and keeps them stopped; returns when they are, after 60 s at most. */
  public void stopServices(String... names) {
    for (String name : names) Wishes.of(folder).stop(name);
    awaitState(States.State.STOPPED, names);
  }

  /** Lets services run again, and does not wait for it. */
  public void letRun(String... names) {
    for (String name : names) Wishes.of(folder).start(name);
  }

  /** Starts services again; returns when they run, after 60 s at most. */
  public void startServices(String... names) {
    letRun(names);
    awaitState(States.State.RUNNING, names);
  }

  private void awaitState(States.State state, String... names) {
    Awaitility.await(String.join(", ", names) + " " + state)
        .atMost(SERVICE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> Stream.of(names).allMatch(name -> state(name) == state));
  }

  private States.State state(String name) {
    return Optional.ofNullable(States.of(folder).read().get(name))
        .map(States.Member::state)
        .orElse(States.State.WAITING);
  }

  /** Whether every service is there, in a process that lives. */
  public boolean allRunning() {
    return States.of(folder).read().values().stream()
        .allMatch(member ->
            member.state() == States.State.RUNNING
                && ProcessHandle.of(member.pid()).filter(ProcessHandle::isAlive).isPresent());
  }

  /** Starts a second instance of a service beside the stack's own; see {@link SecondInstance}. */
  public SecondInstance second(SecondInstance.Kind kind) {
    return second(kind, release);
  }

  /** The same of another release. */
  public SecondInstance second(SecondInstance.Kind kind, Release other) {
    return SecondInstance.start(kind, other, folder, endpoints(), records(folder));
  }

  /**
   * What a command answered.
   *
   * @param status its exit status
   */
  public record Ran(int status, String output) {}

  /** Runs a command of the launcher on this stack's folder, for 2 minutes at most. */
  public Ran run(String... arguments) throws IOException {
    return run(release, arguments);
  }

  /** Runs a command of another release's launcher on this stack's folder. */
  public Ran run(Release other, String... arguments) throws IOException {
    String name = "command-" + System.nanoTime();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", folder.root().toString()));
    ChildProcess command = child(other, folder, name, Map.of(), all);
    try {
      int status = command.onExit().get(COMMAND.toMillis(), TimeUnit.MILLISECONDS);
      return new Ran(status, text(folder.log(name)));
    } catch (TimeoutException e) {
      command.kill();
      throw new IllegalStateException("still running: " + all, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * The first lines that a command of the launcher prints which does not end by itself.
   *
   * @param count how many; waited for 2 minutes at most
   */
  public List<String> lines(int count, String... arguments) throws IOException {
    String name = "command-" + System.nanoTime();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", folder.root().toString()));
    ChildProcess command = child(release, folder, name, Map.of(), all);
    try {
      Awaitility.await(count + " lines of " + all)
          .atMost(COMMAND)
          .until(() -> text(folder.log(name)).lines().count() >= count);
      return text(folder.log(name)).lines().toList();
    } finally {
      command.stop("TERM", STOP);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * SIGTERM.
   *
   * @return the exit status
   * @throws IllegalStateException if it had to be killed
   */
  public int stop(Duration atMost) {
    if (!process.stop("TERM", atMost)) throw new IllegalStateException("not down after " + atMost);
    return process.onExit().join();
  }

  @Override
  public void close() {
    if (process.alive()) stop(STOP);
  }
}
