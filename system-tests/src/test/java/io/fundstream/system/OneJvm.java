package io.fundstream.system;

import static org.awaitility.Awaitility.await;

import io.fundstream.gateway.GatewayConfig;
import io.fundstream.parts.TestDatabase;
import io.fundstream.parts.TestKafka;
import io.fundstream.parts.TestRegistry;
import io.fundstream.projector.ProjectorConfig;
import io.fundstream.query.QueryConfig;
import io.fundstream.relay.RelayConfig;
import io.fundstream.runtime.config.Settings;
import io.fundstream.runtime.http.ApiKeys;
import io.fundstream.runtime.service.RunningService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** All four services as they are released, in this JVM, on a database and a broker of their own. */
public final class OneJvm implements AutoCloseable {
  public static final String API_KEY = "one-jvm";

  private static final Map<String, Function<Settings, RunningService>> MAINS =
      Map.of(
          "gateway", s -> io.fundstream.gateway.Main.start(GatewayConfig.from(s)),
          "relay", s -> io.fundstream.relay.Main.start(RelayConfig.from(s)),
          "projector", s -> io.fundstream.projector.Main.start(ProjectorConfig.from(s)),
          "query", s -> io.fundstream.query.Main.start(QueryConfig.from(s)));

  private final Map<String, Function<Settings, RunningService>> mains = new HashMap<>(MAINS);
  private final TestDatabase database = TestDatabase.fresh();
  private final TestKafka kafka = TestKafka.fresh();
  private final Map<String, RunningService> services = new HashMap<>();
  private final Map<String, String> settings;

  /**
   * Starts them; they need some seconds more before they are {@link #ready}.
   *
   * @param settings of all services, beside those that say where things are
   */
  public OneJvm(Map<String, String> settings) {
    this(settings, Map.of());
  }

  /**
   * Starts them, some of them otherwise than they are released.
   *
   * @param others starts a service, by its name
   */
  OneJvm(Map<String, String> settings, Map<String, Function<Settings, RunningService>> others) {
    this.settings = Map.copyOf(settings);
    mains.putAll(others);
    List.of("gateway", "relay", "projector", "query").forEach(this::start);
  }

  /** Starts a service that does not run. */
  public void start(String name) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("FUNDSTREAM_HTTP_HOST", "127.0.0.1");
    environment.put("FUNDSTREAM_HTTP_PORT", "0");
    environment.put("FUNDSTREAM_DATABASE_URL", database.url());
    environment.put("FUNDSTREAM_DATABASE_PASSWORD", database.password("fundstream_" + name));
    environment.put("FUNDSTREAM_KAFKA_BOOTSTRAP", kafka.bootstrapServers());
    environment.put("FUNDSTREAM_REGISTRY_URL", TestRegistry.shared().url());
    environment.put("FUNDSTREAM_API_KEY_SHA256", ApiKeys.sha256(API_KEY));
    Function<Settings, RunningService> main = Objects.requireNonNull(mains.get(name));
    services.put(name, main.apply(Settings.from(environment, name)));
  }

  /** Does to a service what SIGTERM does to its process. */
  public void stop(String name) {
    service(name).close();
    services.remove(name);
  }

  /** Waits until all are ready. */
  public OneJvm ready() {
    services
        .values()
        .forEach(
            s -> await(s.name() + " is ready").atMost(Duration.ofSeconds(120)).until(s::ready));
    return this;
  }

  /** The sum of a service's metric over the lines that hold a word. */
  public double metric(String name, String metric, String word)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(service(name).http().resolve("/metrics")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(request, BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith(metric) && line.contains(word))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }
  }

  private RunningService service(String name) {
    return Objects.requireNonNull(services.get(name), name);
  }

  public TestDatabase database() {
    return database;
  }

  public TestKafka kafka() {
    return kafka;
  }

  public URI gateway() {
    return service("gateway").http();
  }

  public URI query() {
    return service("query").http();
  }

  @Override
  public void close() throws Exception {
    services.values().forEach(RunningService::close);
    kafka.close();
    database.close();
  }
}
