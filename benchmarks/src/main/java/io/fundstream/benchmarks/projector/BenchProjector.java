package io.fundstream.benchmarks.projector;

import io.fundstream.benchmarks.relay.Scrape;
import io.fundstream.parts.TestDatabase;
import io.fundstream.parts.TestKafka;
import io.fundstream.parts.TestRegistry;
import io.fundstream.projector.Main;
import io.fundstream.projector.ProjectorConfig;
import io.fundstream.runtime.config.Settings;
import io.fundstream.runtime.service.RunningService;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A real projector, and what it says of itself; settings of the environment count. */
public final class BenchProjector implements AutoCloseable {
  private final RunningService projector;

  /** Starts it. */
  public BenchProjector(TestDatabase database, TestKafka kafka) {
    Map<String, String> settings = new HashMap<>(System.getenv());
    settings.put("FUNDSTREAM_HTTP_PORT", "0");
    settings.put("FUNDSTREAM_HTTP_HOST", "127.0.0.1");
    settings.put("FUNDSTREAM_DATABASE_URL", database.url());
    settings.put("FUNDSTREAM_DATABASE_PASSWORD", database.password("fundstream_projector"));
    settings.put("FUNDSTREAM_KAFKA_BOOTSTRAP", kafka.bootstrapServers());
    settings.put("FUNDSTREAM_REGISTRY_URL", TestRegistry.shared().url());
    projector = Main.start(ProjectorConfig.from(Settings.from(settings, "projector")));
  }

  /** Events that a version, {@code fund-v2}, has applied since the projector started. */
  long applied(String version) {
    return Scrape.sum(
        projector.http(),
        "fundstream_projector_records_total{",
        "outcome=\"applied\"",
        "projection=\"" + version + "\"");
  }

  /** Events that every one of the first versions has applied since then. */
  public long appliedByAll() {
    return Stream.of("fund-v1", "event-v1", "activity-v1").mapToLong(this::applied).min().orElse(0);
  }

  @Override
  public void close() {
    projector.close();
  }
}
