package io.fundstream.benchmarks;

import io.fundstream.benchmarks.Clients.Client;
import io.fundstream.gateway.GatewayConfig;
import io.fundstream.gateway.Main;
import io.fundstream.parts.FreePort;
import io.fundstream.parts.TestDatabase;
import io.fundstream.runtime.config.Settings;
import io.fundstream.runtime.service.RunningService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A real gateway, one command a request over HTTP, durable: {@code POST /v1/funds}, every one a new
 * fund.
 */
final class OneCommand implements AutoCloseable {
  private static final String KEY = "benchmark";
  private static final String FUND =
      """
      {"name":"Press On Ventures Fund I","vintageYear":2020,"currency":"USD","targetSize":"100000000.00",\
      "managementFeeRate":"0.02","carryRate":"0.2","hurdleRate":"0.08"}\
      """;

  private final RunningService gateway;
  private final List<Client> clients = new ArrayList<>();

  OneCommand(TestDatabase database, int count) throws Exception {
    this.gateway = Main.start(config(database));
    URI funds = gateway.http().resolve("/v1/funds");
    for (int n = 0; n < count; n++) {
      clients.add(client(funds));
    }
  }

  double perSecond(Duration length) throws Exception {
    return Clients.perSecond(clients, length);
  }

  private static GatewayConfig config(TestDatabase database) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(StandardCharsets.UTF_8));
    return GatewayConfig.from(
        Settings.from(
            Map.of(
                "FUNDSTREAM_HTTP_PORT", Integer.toString(FreePort.next()),
                "FUNDSTREAM_DATABASE_URL", database.url(),
                "FUNDSTREAM_DATABASE_PASSWORD", database.password("fundstream_gateway"),
                "FUNDSTREAM_API_KEY_SHA256", HexFormat.of().formatHex(hash)),
            "gateway"));
  }

  /** A client of its own, so that each keeps one connection. */
  private static Client client(URI funds) {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request =
        HttpRequest.newBuilder(funds)
            .header("Authorization", "Bearer " + KEY)
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(10))
            .POST(BodyPublishers.ofString(FUND))
            .build();
    return () -> {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 201) {
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      }
    };
  }

  @Override
  public void close() {
    gateway.close();
  }
}
