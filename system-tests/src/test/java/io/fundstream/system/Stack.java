package io.fundstream.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** {@code fundstream up} as a child process, and what a person could do to it from a shell. */
final class Stack implements AutoCloseable {
  private static final String MAIN = "io.fundstream.stack.Main";
  private static final int PORTS = 12;
  private static final Duration READY = Duration.ofMinutes(4);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path data;
  private final Process process;

  private Stack(Path data, Process process) {
    this.data = data;
    this.process = process;
  }

  /** Starts a stack with one process a service on an empty folder; waits until it is ready. */
  static Stack up(Path data) throws IOException {
    Stack stack =
        new Stack(
            data,
            start(
                data.resolve("up.log"),
                "up",
                "--processes",
                "--data",
                data.toString(),
                "--base-port",
                Integer.toString(freePorts())));
    Awaitility.await()
        .atMost(READY)
        .until(() -> !stack.process.isAlive() || Files.exists(stack.file()));
    if (!stack.process.isAlive()) {
      throw new IllegalStateException(Files.readString(data.resolve("up.log")));
    }
    return stack;
  }

  private static Process start(Path log, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp", classPath(), MAIN));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** Surefire hides the real class path behind a jar that goes with it. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static int freePorts() {
    return new Random()
        .ints(20_000, 32_000)
        .filter(base -> IntStream.range(base, base + PORTS).allMatch(Stack::free))
        .findFirst()
        .orElseThrow();
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private Path file() {
    return data.resolve("endpoints.json");
  }

  Path data() {
    return data;
  }

  /** {@code endpoints.json} as it is now. */
  JsonNode endpoints() {
    try {
      return JSON.readTree(file().toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI uri(String service) {
    return URI.create(endpoints().get(service).asText());
  }

  String kafka() {
    return endpoints().get("kafka").asText();
  }

  long pid(String service) {
    return endpoints().get("pids").get(service).asLong();
  }

  /** The database, with a superuser's rights. */
  Connection database() throws SQLException {
    JsonNode superuser = endpoints().get("postgresSuperuser");
    return DriverManager.getConnection(
        endpoints().get("postgres").asText(),
        superuser.get("user").asText(),
        superuser.get("password").asText());
  }

  /** {@code kill -9}. */
  void kill(String service) {
    ProcessHandle.of(pid(service)).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Runs a command of the launcher on this stack's folder and returns its exit status. */
  Ran run(String... arguments) throws IOException, InterruptedException {
    Path log = Files.createTempFile(data, "command-", ".log");
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", data.toString()));
    Process command = start(log, all.toArray(String[]::new));
    if (!command.waitFor(2, TimeUnit.MINUTES)) {
      command.destroyForcibly();
      throw new IllegalStateException("still running: " + all);
    }
    return new Ran(command.exitValue(), Files.readString(log));
  }

  /** What a command answered. */
  record Ran(int status, String output) {}

  /** {@code fundstream service stop|start NAME…}. */
  void service(String verb, String... names) throws IOException, InterruptedException {
    Ran ran =
        run(Stream.concat(Stream.of("service", verb), Stream.of(names)).toArray(String[]::new));
    if (ran.status() != 0) throw new IllegalStateException(ran.output());
  }

  /** SIGTERM; returns the exit status. */
  int stop(Duration atMost) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("not down after " + atMost);
    }
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException {
    if (process.isAlive()) stop(Duration.ofSeconds(30));
  }
}
