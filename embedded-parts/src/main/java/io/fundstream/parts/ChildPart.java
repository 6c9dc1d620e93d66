package io.fundstream.parts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A part that is a child process of this JVM. */
abstract sealed class ChildPart implements Part permits PostgresPart, KafkaPart, RegistryPart {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(6);

  /** One whose start is recorded writes that down before it ends. */
  private static final Duration RECORDED_STOP_LIMIT = Duration.ofSeconds(90);

  private final String name;
  private final Path log;
  private final ChildRecords records;
  private volatile @Nullable ChildProcess process;

  ChildPart(String name, Path folder, ChildRecords records) {
    this.name = name;
    this.log = folder.toAbsolutePath().resolve(name + ".log");
    this.records = records;
  }

  /** Makes what the server needs on the disk; called before each start. */
  abstract void prepare();

  /** The server's command line; called before each start. */
  abstract List<String> command();

  abstract Map<String, String> environment();

  /** Whether the server serves; called often until it does. */
  abstract boolean answers();

  /** Words to put before the command. */
  List<String> prefix() {
    return List.of();
  }

  /** The signal, without SIG, on which the server ends in good order. */
  String stopSignal() {
    return "TERM";
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final void start() {
    if (running()) {
      return;
    }
    prepare();
    ChildProcess started = run(name, command());
    process = started;
    if (!Wait.until(START_LIMIT, () -> !started.alive() || answers()) || !started.alive()) {
      kill();
      throw new PartFailed(name + " does not start; " + logTail());
    }
  }

  final ChildProcess run(String process, List<String> command) {
    return ChildProcess.start(
        new ChildProcess.Start(process, prefix(), command, environment(), stopSignal(), log),
        records);
  }

  final String logTail() {
    return LogTail.of(log);
  }

  @Override
  public final void stop() {
    ChildProcess running = process;
    if (running != null) {
      running.stop(stopSignal(), StartCache.records() ? RECORDED_STOP_LIMIT : STOP_LIMIT);
    }
  }

  @Override
  public final void kill() {
    ChildProcess running = process;
    if (running != null) {
      running.kill();
    }
  }

  @Override
  public final boolean running() {
    ChildProcess running = process;
    return running != null && running.alive();
  }

  @Override
  public final OptionalLong pid() {
    ChildProcess running = process;
    return running != null && running.alive()
        ? OptionalLong.of(running.pid())
        : OptionalLong.empty();
  }

  @Override
  public final void close() {
    stop();
  }
}
