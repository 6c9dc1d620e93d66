package io.fundstream.benchmarks.projector;

import io.fundstream.benchmarks.relay.Scrape;
import io.fundstream.parts.TestDatabase;
import io.fundstream.parts.TestKafka;
import io.fundstream.parts.TestRegistry;
import io.fundstream.projector.Main;
import io.fundstream.projector.ProjectorConfig;
import io.fundstream.runtime.config.Settings;
import io.fundstream.runtime.service.RunningService;
import java.util.Map;

/** A real projector with its defaults, and what it says of itself. */
final class BenchProjector implements AutoCloseable {
  private final RunningService projector;

  BenchProjector(TestDatabase database, TestKafka kafka) {
    projector =
        Main.start(
            ProjectorConfig.from(
                Settings.from(
                    Map.of(
                        "FUNDSTREAM_HTTP_PORT", "0",
                        "FUNDSTREAM_HTTP_HOST", "127.0.0.1",
                        "FUNDSTREAM_DATABASE_URL", database.url(),
                        "FUNDSTREAM_DATABASE_PASSWORD", database.password("fundstream_projector"),
                        "FUNDSTREAM_KAFKA_BOOTSTRAP", kafka.bootstrapServers(),
                        "FUNDSTREAM_REGISTRY_URL", TestRegistry.shared().url()),
                    "projector")));
  }

  /** Events that a version, {@code fund-v2}, has applied. */
  long applied(String version) {
    return Scrape.sum(
        projector.http(),
        "fundstream_projector_records_total{",
        "outcome=\"applied\"",
        "projection=\"" + version + "\"");
  }

  @Override
  public void close() {
    projector.close();
  }
}
