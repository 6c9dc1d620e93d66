package io.fundstream.stack.command;

import io.fundstream.parts.Folders;
import io.fundstream.parts.PartFailed;
import io.fundstream.stack.Stack;
import io.fundstream.stack.StackSettings;
import io.fundstream.stack.data.DataFolder;
import io.fundstream.stack.data.Endpoints;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** One run of a stack by this process: from the lock on its folder to the last child's end. */
final class StackRun implements AutoCloseable {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(9);
  private static final Duration PORT_PATIENCE = Duration.ofSeconds(4);

  private final Stack stack;
  private final StackSettings settings;
  private final DataFolder.Lock lock;
  private final PrintWriter out;
  private boolean closed;

  private StackRun(Stack stack, StackSettings settings, DataFolder.Lock lock, PrintWriter out) {
    this.stack = stack;
    this.settings = settings;
    this.lock = lock;
    this.out = out;
  }

  /**
   * Starts it and returns when all is ready.
   *
   * @throws CannotDo if it cannot run; nothing is left behind
   */
  static StackRun start(StackSettings settings, PrintWriter out) {
    DataFolder folder = settings.folder();
    Logging.toFile(folder.log("fundstream"));
    DataFolder.Lock lock =
        folder
            .tryLock()
            .orElseThrow(() ->
                new CannotDo("A stack already runs on " + folder.root() + ". One at a time."));
    clearTheWay(settings, out);
    out.printf(
        "Fundstream starts on %s, %s%n",
        folder.root(), settings.processes() ? "a process for each" : "all services in one JVM");
    Stack stack = new Stack(settings, name -> out.printf("  %-10s %s%n", name, sinceStart()));
    StackRun run = new StackRun(stack, settings, lock, out);
    // SIGTERM and Ctrl-C; also while it starts.
    Runtime.getRuntime().addShutdownHook(new Thread(run::end, "stop"));
    try {
      stack.start();
    } catch (PartFailed e) {
      run.close();
      throw new CannotDo("Fundstream does not start: " + e.getMessage());
    }
    return run;
  }

  private static void clearTheWay(StackSettings settings, PrintWriter out) {
    List<String> ended = settings.folder().children().endOrphans();
    if (!ended.isEmpty()) {
      out.println("Ended what a killed stack had left behind: " + String.join(", ", ended));
    }
    long end = System.nanoTime() + (ended.isEmpty() ? 0 : PORT_PATIENCE.toNanos());
    while (!settings.ports().taken().isEmpty()) {
      if (System.nanoTime() >= end) {
        throw new CannotDo(
            "In use by another program: %s. Give others: --base-port N"
                .formatted(settings.ports().taken()));
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  static String sinceStart() {
    long millis = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }

  Endpoints endpoints() {
    return stack.endpoints();
  }

  StackSettings settings() {
    return settings;
  }

  /** Returns when this process is told to end; the shutdown hook does the rest. */
  void await() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** Runs in the shutdown hook: a JVM would report 143 after SIGTERM if it were not halted. */
  private void end() {
    if (isClosed()) {
      return;
    }
    out.println();
    out.println("Stopping …");
    out.flush();
    Thread closing = Thread.ofPlatform().daemon().name("close").start(this::close);
    boolean inTime = false;
    try {
      inTime = closing.join(STOP_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!inTime) {
      stack.kill();
    }
    out.println(
        inTime ? "Stopped." : "Stopped by force: see " + settings.folder().log("fundstream"));
    out.flush();
    Runtime.getRuntime().halt(inTime ? 0 : 1);
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    stack.close();
    lock.close();
    closed = true;
    if (settings.temporary()) {
      Folders.delete(settings.folder().root());
    }
  }
}
