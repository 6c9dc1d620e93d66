package io.fundstream.projector.support;

import static org.awaitility.Awaitility.await;

import io.fundstream.parts.TestDatabase;
import io.fundstream.projector.ContextSlice;
import io.fundstream.projector.Main;
import io.fundstream.projector.ProjectorConfig;
import io.fundstream.projector.fund.FundSlice;
import io.fundstream.runtime.config.Settings;
import io.fundstream.runtime.service.RunningService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A projector in this JVM. */
public final class TestProjector implements AutoCloseable {
  private final RunningService service;

  private TestProjector(RunningService service) {
    this.service = service;
  }

  public static Map<String, String> environment(
      TestDatabase database, String bootstrap, String registryUrl) {
    Map<String, String> env = new HashMap<>();
    env.put("FUNDSTREAM_HTTP_PORT", "0");
    env.put("FUNDSTREAM_HTTP_HOST", "127.0.0.1");
    env.put("FUNDSTREAM_DATABASE_URL", database.url());
    env.put("FUNDSTREAM_DATABASE_PASSWORD", database.password("fundstream_projector"));
    env.put("FUNDSTREAM_KAFKA_BOOTSTRAP", bootstrap);
    env.put("FUNDSTREAM_REGISTRY_URL", registryUrl);
    env.put("FUNDSTREAM_PROJECTOR_GAP_TIMEOUT_MS", "2000");
    return env;
  }

  /** With the fund context and the test-only one. */
  public static TestProjector start(Map<String, String> env) {
    return start(env, List.of(FundSlice.SLICE, ContextSlice.trailOnly(Funds.NOTES)));
  }

  public static TestProjector start(Map<String, String> env, List<ContextSlice> slices) {
    ProjectorConfig config = ProjectorConfig.from(Settings.from(env, "projector"));
    return new TestProjector(Main.start(config, slices));
  }

  public RunningService service() {
    return service;
  }

  public void awaitReady() {
    await("projector ready").atMost(Duration.ofSeconds(60)).until(service::ready);
  }

  /** What {@code /readyz} answers. */
  public String readyz() throws IOException, InterruptedException {
    return get("/readyz");
  }

  /** What a path answers. */
  public String get(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(service.http().resolve(path)).build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
