package io.fundstream.benchmarks.gateway;

import io.fundstream.gateway.GatewayConfig;
import io.fundstream.gateway.Main;
import io.fundstream.parts.FreePort;
import io.fundstream.parts.TestDatabase;
import io.fundstream.runtime.config.Settings;
import io.fundstream.runtime.http.ApiKeys;
import io.fundstream.runtime.service.RunningService;
import java.util.Map;

/** A real gateway with its defaults on the database of a benchmark. */
final class BenchGateway {
  static final String KEY = "benchmark";

  private BenchGateway() {}

  static RunningService start(TestDatabase database) {
    return Main.start(
        GatewayConfig.from(
            Settings.from(
                Map.of(
                    "FUNDSTREAM_HTTP_PORT", Integer.toString(FreePort.next()),
                    "FUNDSTREAM_DATABASE_URL", database.url(),
                    "FUNDSTREAM_DATABASE_PASSWORD", database.password("fundstream_gateway"),
                    "FUNDSTREAM_API_KEY_SHA256", ApiKeys.sha256(KEY)),
                "gateway")));
  }
}
