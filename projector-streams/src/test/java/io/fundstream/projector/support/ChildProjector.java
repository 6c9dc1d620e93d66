package io.fundstream.projector.support;

import static org.awaitility.Awaitility.await;

import io.fundstream.projector.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A projector in a process of its own, to be killed and paused. Knows the fund context alone. */
public final class ChildProjector implements AutoCloseable {
  private final Process process;
  private final URI ready;

  private ChildProjector(Process process, int port) {
    this.process = process;
    this.ready = URI.create("http://127.0.0.1:" + port + "/readyz");
  }

  /**
   * Starts one.
   *
   * @param port a free one
   */
  public static ChildProjector start(Map<String, String> environment, int port) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().put("FUNDSTREAM_HTTP_PORT", Integer.toString(port));
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      return new ChildProjector(builder.start(), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ChildProjector awaitReady() {
    await("child ready")
        .atMost(Duration.ofSeconds(90))
        .ignoreExceptions()
        .until(() -> status() == 200);
    return this;
  }

  private int status() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString())
          .statusCode();
    }
  }

  /** The sum of all of its metrics whose line begins so. */
  public double metric(String begin) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(ready.resolve("/metrics")).build();
      return client
          .send(request, BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith(begin))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }
  }

  /** As a power cut would. */
  public void kill() {
    process.destroyForcibly();
    join();
  }

  /** SIGTERM. */
  public int stop() {
    process.destroy();
    return join();
  }

  /** Sends a signal such as STOP or CONT. */
  public void signal(String name) {
    try {
      int status =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      if (status != 0) {
        throw new IllegalStateException("kill -" + name + " ended with " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public boolean alive() {
    return process.isAlive();
  }

  private int join() {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
