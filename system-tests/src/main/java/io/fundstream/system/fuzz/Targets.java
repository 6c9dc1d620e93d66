package io.fundstream.system.fuzz;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The two services under fire, and who judges them. */
record Targets(Target gateway, Target query, Oracle oracle) {
  /** The longest wait that an answer may have, by request ({@code Prefer: wait=10}) or by load. */
  private static final Duration BOUND = Duration.ofSeconds(15);

  /** Past the bound, so that a late answer is told from none. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  /** A service with its document. */
  record Target(String name, URI uri, OpenApi api, String apiKey) {
    Wire wire() {
      return new Wire(uri, PATIENCE);
    }

    Operation any(RandomGenerator random) {
      List<Operation> all = api.operations().stream().filter(o -> !o.batch()).toList();
      return all.get(random.nextInt(all.size()));
    }

    /** The one that takes many commands. */
    Operation batch() {
      return api.operations().stream().filter(Operation::batch).findFirst().orElseThrow();
    }

    GoodRequests good(Memory memory, RandomGenerator random) {
      return new GoodRequests(api, memory, random, apiKey);
    }
  }

  /**
   * Reads both documents.
   *
   * @throws IOException if a service does not answer
   */
  static Targets read(URI gateway, URI query, String apiKey) throws IOException {
    Target commands = target("gateway", gateway, apiKey);
    Target reads = target("query", query, apiKey);
    Oracle oracle = new Oracle(Map.of("gateway", commands.api(), "query", reads.api()), BOUND);
    return new Targets(commands, reads, oracle);
  }

  private static Target target(String name, URI uri, String apiKey) throws IOException {
    try (Wire wire = new Wire(uri, PATIENCE)) {
      Reply document = wire.exchange(new Request("GET", "/openapi.json", List.of(), new byte[0]));
      return new Target(name, uri, OpenApi.of(name, document.text()), apiKey);
    }
  }
}
