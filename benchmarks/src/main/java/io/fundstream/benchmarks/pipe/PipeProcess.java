package io.fundstream.benchmarks.pipe;

import io.fundstream.parts.ChildProcess;
import io.fundstream.parts.ChildRecords;
import io.fundstream.parts.Folders;
import io.fundstream.parts.FreePort;
import io.fundstream.parts.JavaCommand;
import io.fundstream.parts.PostgresPart;
import io.fundstream.stack.Database;
import io.fundstream.stack.data.DataFolder;
import io.fundstream.stack.data.Ports;
import io.fundstream.stack.data.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** {@link BarePipe} as a child process, in a folder of its own. */
public final class PipeProcess implements AutoCloseable {
  private static final Duration READY = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final int PORTS = 12;
  private static final String QUIET =
      "-Dlog4j2.configurationFile=classpath:io/fundstream/benchmarks/quiet-log4j2.xml";

  private final DataFolder folder;
  private final Ports ports;
  private final ChildProcess process;
  private boolean temporary;

  private PipeProcess(DataFolder folder, Ports ports, ChildProcess process, boolean temporary) {
    this.folder = folder;
    this.ports = ports;
    this.process = process;
    this.temporary = temporary;
  }

  /** On a new folder, which goes with it. */
  public static PipeProcess start(List<String> jvm) throws IOException {
    return start(jvm, Folders.temporary("pipe"), true);
  }

  /**
   * On a folder, which stays; returns when all is started.
   *
   * @param jvm options, those of the platform
   */
  public static PipeProcess start(List<String> jvm, Path data) throws IOException {
    return start(jvm, data, false);
  }

  private static PipeProcess start(List<String> jvm, Path data, boolean temporary)
      throws IOException {
    DataFolder folder = DataFolder.open(data);
    Ports ports = new Ports(FreePort.row(PORTS));
    Files.deleteIfExists(BarePipe.ready(folder));
    List<String> arguments = List.of(data.toString(), Integer.toString(ports.base()));
    List<String> options = Stream.concat(jvm.stream(), Stream.of(QUIET)).toList();
    ChildProcess process =
        ChildProcess.start(
            new ChildProcess.Start(
                "pipe",
                List.of(),
                JavaCommand.ofClass(options, BarePipe.class, arguments),
                Map.of(),
                "TERM",
                folder.log("pipe")),
            new ChildRecords(folder.of("children-of-benchmarks")));
    long end = System.nanoTime() + READY.toNanos();
    while (!Files.exists(BarePipe.ready(folder))) {
      if (!process.alive() || System.nanoTime() > end) {
        process.stop("TERM", STOP);
        throw new IllegalStateException("the bare pipe does not start: see " + folder.log("pipe"));
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    return new PipeProcess(folder, ports, process, temporary);
  }

  public long pid() {
    return process.pid();
  }

  /** Inserts an event and returns when its row is there. */
  public void firstRow() throws Exception {
    try (PipeReadBack readBack = readBack()) {
      readBack.run(System.nanoTime());
    }
  }

  /** A client of it. */
  public PipeReadBack readBack() throws SQLException {
    Secrets secrets = Secrets.of(folder);
    PostgresPart server = Database.server(folder, ports, secrets);
    return new PipeReadBack(server);
  }

  /** Leaves its folder with its logs where it is: something went wrong. */
  public void keep() {
    temporary = false;
    System.err.println("  logs are in " + folder.root());
  }

  @Override
  public void close() {
    process.stop("TERM", STOP);
    if (temporary) Folders.delete(folder.root());
  }
}
