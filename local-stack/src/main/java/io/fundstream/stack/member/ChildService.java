package io.fundstream.stack.member;

import io.fundstream.parts.ChildProcess;
import io.fundstream.parts.ChildRecords;
import io.fundstream.parts.JavaCommand;
import io.fundstream.parts.PartFailed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A service in a JVM of its own, as in production. */
public final class ChildService implements Member {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(9);
  private static final Duration ASK_LIMIT = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final List<String> JVM =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /**
   * How to run it.
   *
   * @param http where it answers {@code /healthz} and {@code /readyz}
   */
  public record Settings(
      String name,
      Class<?> main,
      Map<String, String> environment,
      URI http,
      Path log,
      ChildRecords records) {
    public Settings {
      environment = Map.copyOf(environment);
    }
  }

  private final Settings settings;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(ASK_LIMIT).build();
  private volatile @Nullable ChildProcess process;

  public ChildService(Settings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public void start() {
    ChildProcess started =
        ChildProcess.start(
            new ChildProcess.Start(
                settings.name(),
                List.of(),
                JavaCommand.ofClass(JVM, settings.main(), List.of()),
                settings.environment(),
                "TERM",
                settings.log()),
            settings.records());
    process = started;
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (!answers("/healthz")) {
      if (!started.alive() || System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        started.kill();
        throw new PartFailed(settings.name() + " does not start; see " + settings.log());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private boolean answers(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(settings.http().resolve(path)).timeout(ASK_LIMIT).build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void stop() {
    ChildProcess running = process;
    if (running != null) {
      running.stop("TERM", STOP_LIMIT);
    }
  }

  @Override
  public void kill() {
    ChildProcess running = process;
    if (running != null) {
      running.kill();
    }
  }

  @Override
  public boolean running() {
    ChildProcess running = process;
    return running != null && running.alive();
  }

  @Override
  public boolean ready() {
    return running() && answers("/readyz");
  }

  @Override
  public OptionalLong pid() {
    ChildProcess running = process;
    return running != null && running.alive()
        ? OptionalLong.of(running.pid())
        : OptionalLong.empty();
  }
}
