package io.fundstream.system.stack;

import io.fundstream.migrations.MigrateConfig.Role;
import io.fundstream.parts.ChildProcess;
import io.fundstream.parts.ChildRecords;
import io.fundstream.parts.FreePort;
import io.fundstream.runtime.http.ApiKeys;
import io.fundstream.stack.data.DataFolder;
import io.fundstream.stack.data.Endpoints;
import io.fundstream.stack.data.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A service beside the stack's own, as somebody would run a standby or the next release. The
 * stack's keeper does not know it.
 */
public final class SecondInstance implements AutoCloseable {
  /** As the stack's own, the first compiler alone: it starts beside writers that know no pause. */
  private static final List<String> JVM =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED");

  private static final Duration READY = Duration.ofSeconds(120);
  private static final Duration STOP = Duration.ofSeconds(15);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final ChildProcess process;
  private final URI http;

  private SecondInstance(ChildProcess process, URI http) {
    this.process = process;
    this.http = http;
  }

  /** What can run twice. */
  public enum Kind {
    GATEWAY("gateway", Role.GATEWAY),
    RELAY("relay", Role.RELAY),
    PROJECTOR("projector", Role.PROJECTOR),
    QUERY("query", Role.QUERY);

    private final String service;
    private final Role role;

    Kind(String service, Role role) {
      this.service = service;
      this.role = role;
    }

    /** The service's name, as the stack knows its own. */
    public String service() {
      return service;
    }

    private String main() {
      return "io.fundstream." + service + ".Main";
    }

    private String instance() {
      return service + "-2";
    }
  }

  static SecondInstance start(
      Kind kind, Release release, DataFolder folder, Endpoints at, ChildRecords records) {
    int port = FreePort.next();
    ChildProcess process =
        ChildProcess.start(
            new ChildProcess.Start(
                kind.instance(),
                List.of(),
                release.java(JVM, kind.main(), List.of()),
                environment(kind, folder, at, port),
                "TERM",
                folder.log(kind.instance())),
            records);
    return new SecondInstance(process, URI.create("http://127.0.0.1:" + port));
  }

  private static Map<String, String> environment(
      Kind kind, DataFolder folder, Endpoints at, int port) {
    return Map.of(
        "JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder.of("temporary"),
        "FUNDSTREAM_HTTP_HOST", "127.0.0.1",
        "FUNDSTREAM_HTTP_PORT", Integer.toString(port),
        "FUNDSTREAM_DATABASE_URL", at.postgres(),
        "FUNDSTREAM_DATABASE_PASSWORD", Secrets.of(folder).of(kind.role),
        "FUNDSTREAM_API_KEY_SHA256", ApiKeys.sha256(at.apiKey()),
        "FUNDSTREAM_KAFKA_BOOTSTRAP", at.kafka(),
        "FUNDSTREAM_REGISTRY_URL", at.registry(),
        "FUNDSTREAM_PROJECTOR_INSTANCE", kind.instance());
  }

  /** Where it answers. */
  public URI http() {
    return http;
  }

  /** Returns when it answers at {@code /healthz}; a standby is never ready, but alive. */
  public SecondInstance awaitAlive() {
    return await("/healthz");
  }

  /** Returns when it answers at {@code /readyz} that it works. */
  public SecondInstance awaitReady() {
    return await("/readyz");
  }

  private SecondInstance await(String path) {
    Awaitility.await("the second instance answers " + path)
        .atMost(READY)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> {
          if (!process.alive()) throw new IllegalStateException("the second instance has ended");
          HttpRequest request = HttpRequest.newBuilder(http.resolve(path)).build();
          return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        });
    return this;
  }

  @Override
  public void close() {
    process.stop("TERM", STOP);
    client.close();
  }
}
