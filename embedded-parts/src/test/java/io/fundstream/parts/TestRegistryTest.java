package io.fundstream.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TestRegistryTest {

  @Test
  void a_schema_survives_a_power_cut() throws Exception {
    try (TestRegistry registry = TestRegistry.fresh()) {
      String subject = "test-" + UUID.randomUUID();
      assertThat(post(registry.url() + "/subjects/" + subject + "/versions")).contains("\"id\"");
      registry.kill();
      registry.start();
      assertThat(get(registry.url() + "/subjects")).contains(subject);
    }
  }

  @Test
  void all_tests_share_one() {
    assertThat(TestRegistry.shared().url()).isEqualTo(TestRegistry.shared().url());
  }

  private static String post(String url) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"schema\":\"\\\"string\\\"\"}"))
            .build();
    return send(request);
  }

  private static String get(String url) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url)).build());
  }

  private static String send(HttpRequest request) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }
}
