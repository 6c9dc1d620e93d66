package io.fundstream.system.fuzz;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A run of the fuzzer against a platform that nobody else writes to. */
public final class Fuzzer {
  private static final int WORKERS = 6;

  private final URI gateway;
  private final URI query;
  private final String apiKey;
  private final WrittenLog log;

  /**
   * @param superuser connections to the platform's database as its superuser
   */
  public Fuzzer(URI gateway, URI query, String apiKey, Connections superuser) {
    this.gateway = gateway;
    this.query = query;
    this.apiKey = apiKey;
    this.log = new WrittenLog(superuser);
  }

  /** Opens connections to a database; the caller closes them. */
  @FunctionalInterface
  public interface Connections {
    Connection open() throws SQLException;
  }

  /**
   * Sends the requests, then compares what was written with what was answered, and waits until
   * every projection has passed it. The same seed makes the same requests as far as answers are the
   * same.
   *
   * @throws IOException if a service does not even give its document
   */
  public FuzzReport run(long seed, int requests)
      throws IOException, SQLException, InterruptedException {
    Targets targets = Targets.read(gateway, query, apiKey);
    Findings findings = new Findings();
    WrittenLog.State before = log.state();
    long began = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int worker = 0; worker < WORKERS; worker++) {
      int share = requests / WORKERS + (worker < requests % WORKERS ? 1 : 0);
      Worker work = new Worker(targets, findings, seed, worker, share);
      threads.add(
          Thread.ofPlatform()
              .name("fuzz-" + worker)
              .uncaughtExceptionHandler(
                  (_, e) -> findings.fault("the fuzzer: " + stack(e), List.of("it broke")))
              .start(work));
    }
    for (Thread thread : threads) thread.join();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    List<String> wrong = log.compare(before, findings.positions());
    if (!wrong.isEmpty()) findings.fault("what was written, at the end", wrong);
    return findings.report(seed, took);
  }

  private static String stack(Throwable e) {
    return e + " " + List.of(e.getStackTrace());
  }
}
