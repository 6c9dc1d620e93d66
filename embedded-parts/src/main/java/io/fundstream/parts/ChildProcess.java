package io.fundstream.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A process that this one starts and that ends with it: on Linux the kernel signals it when its
 * parent dies, however that happened; elsewhere {@link ChildRecords} tell whoever comes next.
 */
public final class ChildProcess {
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  /** The kernel's signal comes when the thread that forked ends, so one thread lives for this. */
  private static final ExecutorService FORKING =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("child-processes").factory());

  private final Process process;
  private final ChildRecords records;

  private ChildProcess(Process process, ChildRecords records) {
    this.process = process;
    this.records = records;
  }

  /**
   * What to start.
   *
   * @param dyingSignal the signal, without SIG, that ends it in good order: TERM for most
   * @param prefix words to put before everything, for example to change the user
   * @param log file that its output is added to
   */
  public record Start(
      String name,
      List<String> prefix,
      List<String> command,
      Map<String, String> environment,
      String dyingSignal,
      Path log) {
    public Start {
      prefix = List.copyOf(prefix);
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }
  }

  public static ChildProcess start(Start start, ChildRecords records) {
    try {
      Files.createDirectories(start.log().toAbsolutePath().getParent());
      Process process = FORKING.submit(() -> builder(start).start()).get();
      records.add(start.name(), process.toHandle());
      process.onExit().thenAccept(ended -> records.remove(ended.toHandle()));
      return new ChildProcess(process, records);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailed("interrupted while starting " + start.name(), e);
    } catch (ExecutionException e) {
      throw new PartFailed("cannot start " + start.name() + ": " + e.getCause(), e);
    }
  }

  private static ProcessBuilder builder(Start start) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      // Ctrl-C in a terminal goes to all of a session; we stop our children in our own order.
      command.add(SETSID.toString());
    }
    command.addAll(start.prefix());
    if (Files.isExecutable(SETPRIV)) {
      command.addAll(List.of(SETPRIV.toString(), "--pdeathsig", start.dyingSignal()));
    }
    command.addAll(start.command());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(start.environment());
    builder.redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(start.log().toFile()));
    return builder;
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Completes with the exit status. */
  public CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /**
   * Sends a signal and waits; after the grace it kills.
   *
   * @param signal without SIG
   * @return whether it ended by itself
   */
  public boolean stop(String signal, Duration grace) {
    if (!process.isAlive()) {
      return true;
    }
    send(signal);
    if (Wait.until(grace, () -> !process.isAlive())) {
      records.remove(process.toHandle());
      return true;
    }
    kill();
    return false;
  }

  /** SIGKILL, also to the processes it started; returns when it is gone. */
  public void kill() {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
    Wait.until(Duration.ofSeconds(5), () -> !process.isAlive());
    records.remove(process.toHandle());
  }

  /** Java itself can send SIGTERM and SIGKILL only. */
  private void send(String signal) {
    if (signal.equals("TERM")) {
      process.destroy();
      return;
    }
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
          .start()
          .waitFor(5, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
