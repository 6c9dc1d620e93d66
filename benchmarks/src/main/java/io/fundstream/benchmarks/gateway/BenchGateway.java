package io.fundstream.benchmarks.gateway;

import io.fundstream.gateway.GatewayConfig;
import io.fundstream.gateway.Main;
import io.fundstream.parts.FreePort;
import io.fundstream.parts.TestDatabase;
import io.fundstream.runtime.config.Settings;
import io.fundstream.runtime.http.ApiKeys;
import io.fundstream.runtime.service.RunningService;
import java.util.HashMap;
import java.util.Map;

/** A real gateway on the database of a benchmark; settings of the environment count. */
final class BenchGateway {
  static final String KEY = "benchmark";

  private BenchGateway() {}

  static RunningService start(TestDatabase database) {
    Map<String, String> settings = new HashMap<>(System.getenv());
    settings.put("FUNDSTREAM_HTTP_PORT", Integer.toString(FreePort.next()));
    settings.put("FUNDSTREAM_DATABASE_URL", database.url());
    settings.put("FUNDSTREAM_DATABASE_PASSWORD", database.password("fundstream_gateway"));
    settings.put("FUNDSTREAM_API_KEY_SHA256", ApiKeys.sha256(KEY));
    return Main.start(GatewayConfig.from(Settings.from(settings, "gateway")));
  }
}
