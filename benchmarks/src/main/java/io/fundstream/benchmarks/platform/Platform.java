package io.fundstream.benchmarks.platform;

import io.fundstream.benchmarks.load.Line;
import io.fundstream.parts.ChildProcess;
import io.fundstream.parts.ChildRecords;
import io.fundstream.parts.Folders;
import io.fundstream.parts.FreePort;
import io.fundstream.parts.JavaCommand;
import io.fundstream.stack.Main;
import io.fundstream.stack.data.DataFolder;
import io.fundstream.stack.data.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** {@code fundstream up} as a child process, its services in one JVM, in a folder of its own. */
final class Platform implements AutoCloseable {
  static final String FUND =
      """
      {"name":"Press On Ventures Fund I","vintageYear":2020,"targetSize":"100000000.00",\
      "managementFeeRate":"0.02","carryRate":"0.2","hurdleRate":"0.08"}\
      """;
  static final String JSON = "application/json";

  private static final Duration READY = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final int PORTS = 12;

  /** What the launcher gives {@code up}. */
  private static final List<String> JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx368m",
          "-Dfile.encoding=UTF-8",
          "-Dstdout.encoding=UTF-8",
          "-Duser.timezone=UTC",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final DataFolder folder;
  private final ChildProcess process;
  private boolean temporary;

  private Platform(DataFolder folder, ChildProcess process, boolean temporary) {
    this.folder = folder;
    this.process = process;
    this.temporary = temporary;
  }

  /** On a new folder, which goes with it. */
  static Platform start() {
    return start(Folders.temporary("bench"), true);
  }

  /** On a folder, which stays; returns when it is ready. */
  static Platform start(Path data) {
    return start(data, false);
  }

  private static Platform start(Path data, boolean temporary) {
    DataFolder folder = DataFolder.open(data);
    List<String> arguments =
        List.of(
            "up", "--data", data.toString(), "--base-port", Integer.toString(FreePort.row(PORTS)));
    ChildProcess process =
        ChildProcess.start(
            new ChildProcess.Start(
                "up",
                List.of(),
                JavaCommand.ofClass(options(), Main.class, arguments),
                Map.of(),
                "TERM",
                folder.log("up")),
            new ChildRecords(folder.of("children-of-benchmarks")));
    long end = System.nanoTime() + READY.toNanos();
    while (Endpoints.read(folder).isEmpty()) {
      if (!process.alive() || System.nanoTime() > end) {
        throw new IllegalStateException("the stack does not start: see " + folder.log("up"));
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    return new Platform(folder, process, temporary);
  }

  /** What the launcher gives {@code up}, with its start cache. */
  static List<String> options() {
    String cache = System.getProperty("fundstream.start-cache");
    if (cache == null) return JVM;
    return Stream.concat(JVM.stream(), Stream.of("-Dfundstream.start-cache=" + cache)).toList();
  }

  long pid() {
    return process.pid();
  }

  URI gateway() {
    return URI.create(endpoints().gateway());
  }

  URI query() {
    return URI.create(endpoints().query());
  }

  String apiKey() {
    return endpoints().apiKey();
  }

  private Endpoints endpoints() {
    return Endpoints.read(folder)
        .orElseThrow(() -> new IllegalStateException("the stack is not ready"));
  }

  byte[] register() {
    return Line.post("/v1/funds", apiKey(), JSON, FUND);
  }

  /** Registers a fund and reads it back; its id. */
  String firstFund() throws IOException {
    try (Line commands = new Line(gateway());
        Line queries = new Line(query())) {
      commands.exchange(register(), 201);
      String id = commands.field("id");
      queries.exchange(readable(id, commands.field("position")), 200);
      return id;
    }
  }

  /** Asks for a fund as it is after a command. */
  byte[] readable(String id, String position) {
    return Line.get("/v1/funds/" + id + "?minPosition=" + position, apiKey());
  }

  /** Leaves its folder with its logs where it is: something went wrong. */
  void keep() {
    temporary = false;
    System.err.println("  logs are in " + folder.root());
  }

  @Override
  public void close() {
    process.stop("TERM", STOP);
    if (temporary) Folders.delete(folder.root());
  }
}
