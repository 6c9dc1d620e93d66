package io.fundstream.stack;

import io.fundstream.migrations.MigrateConfig.Role;
import io.fundstream.runtime.http.ApiKeys;
import io.fundstream.stack.data.Endpoints;
import io.fundstream.stack.data.Ports;
import io.fundstream.stack.data.Secrets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the services are configured with, in the words of their own settings. In one JVM they read
 * the same, so that both ways of running them differ in nothing else.
 */
record ServiceEnvironment(Ports ports, Secrets secrets) {

  Map<String, String> gateway() {
    Map<String, String> all = of(Role.GATEWAY, ports.gateway());
    all.put("FUNDSTREAM_API_KEY_SHA256", ApiKeys.sha256(secrets.apiKey()));
    return all;
  }

  Map<String, String> query() {
    Map<String, String> all = of(Role.QUERY, ports.query());
    all.put("FUNDSTREAM_API_KEY_SHA256", ApiKeys.sha256(secrets.apiKey()));
    return all;
  }

  Map<String, String> relay() {
    Map<String, String> all = of(Role.RELAY, ports.relay());
    all.putAll(streaming());
    return all;
  }

  Map<String, String> projector() {
    Map<String, String> all = of(Role.PROJECTOR, ports.projector());
    all.putAll(streaming());
    return all;
  }

  private Map<String, String> streaming() {
    Endpoints endpoints = Endpoints.of(ports, secrets, null);
    return Map.of(
        "FUNDSTREAM_KAFKA_BOOTSTRAP", endpoints.kafka(),
        "FUNDSTREAM_REGISTRY_URL", endpoints.registry());
  }

  private Map<String, String> of(Role role, int port) {
    Map<String, String> all = new TreeMap<>();
    all.put("FUNDSTREAM_HTTP_HOST", "127.0.0.1");
    all.put("FUNDSTREAM_HTTP_PORT", Integer.toString(port));
    all.put("FUNDSTREAM_DATABASE_URL", Endpoints.of(ports, secrets, null).postgres());
    all.put("FUNDSTREAM_DATABASE_PASSWORD", secrets.of(role));
    return all;
  }
}
