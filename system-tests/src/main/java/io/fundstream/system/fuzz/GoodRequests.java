package io.fundstream.system.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes requests that a well-behaved client could send. */
final class GoodRequests {
  /** A refusal of these is right or wrong by the state alone, which a good request may meet. */
  private static final Set<Integer> BY_STATE = Set.of(200, 201, 304, 404, 409, 410, 412, 503);

  private final SchemaValues values;
  private final Memory memory;
  private final RandomGenerator random;
  private final String apiKey;

  GoodRequests(OpenApi api, Memory memory, RandomGenerator random, String apiKey) {
    this.values = new SchemaValues(api, random);
    this.memory = memory;
    this.random = random;
    this.apiKey = apiKey;
  }

  Intention make(Operation operation) {
    Optional<Memory.Fund> fund = random.nextInt(20) == 0 ? Optional.empty() : memory.fund();
    List<Request.Header> headers = new ArrayList<>();
    headers.add(new Request.Header("Authorization", "Bearer " + apiKey));
    for (Parameter header : operation.in("header")) {
      if (header.required() || random.nextInt(3) == 0) {
        header(header, fund).ifPresent(v -> headers.add(new Request.Header(header.name(), v)));
      }
    }
    byte[] body = new byte[0];
    if (!operation.bodies().isEmpty()) {
      Map.Entry<String, JsonNode> chosen =
          List.copyOf(operation.bodies().entrySet()).get(random.nextInt(operation.bodies().size()));
      headers.add(new Request.Header("Content-Type", chosen.getKey()));
      body = values.object(chosen.getValue()).toString().getBytes(StandardCharsets.UTF_8);
    }
    Request request = new Request(operation.method(), target(operation, fund), headers, body);
    return new Intention(request, Optional.of(operation), BY_STATE, "good");
  }

  private Optional<String> header(Parameter header, Optional<Memory.Fund> fund) {
    return switch (header.name()) {
      case "If-Match" -> fund.map(f -> "\"" + f.version + "\"").or(() -> Optional.of("\"1\""));
      case "If-None-Match" -> Optional.of("\"" + random.nextInt(5) + "\"");
      case "Idempotency-Key" -> Optional.of("k-" + new UUID(random.nextLong(), random.nextLong()));
      case "Fundstream-Position" -> fund.map(f -> f.position);
      case "Last-Event-ID" -> Optional.empty();
      default -> Optional.of(values.value(header.name(), header.schema()).asText());
    };
  }

  private String target(Operation operation, Optional<Memory.Fund> fund) {
    String path = operation.path();
    for (Parameter p : operation.in("path")) {
      path = path.replace("{" + p.name() + "}", pathValue(p, fund));
    }
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    for (Parameter p : operation.in("query")) {
      if (random.nextInt(4) == 0) {
        query(p, fund).ifPresent(v -> query.add(p.name() + "=" + encoded(v)));
      }
    }
    return path + query;
  }

  private String pathValue(Parameter parameter, Optional<Memory.Fund> fund) {
    return switch (parameter.name()) {
      case "id" ->
          fund.map(f -> f.id.toString())
              .orElseGet(() -> values.value("id", parameter.schema()).asText());
      case "n" -> Integer.toString(1 + random.nextInt(fund.map(f -> f.configs).orElse(0) + 2));
      default -> encoded(values.value(parameter.name(), parameter.schema()).asText());
    };
  }

  private Optional<String> query(Parameter parameter, Optional<Memory.Fund> fund) {
    return switch (parameter.name()) {
      // A cursor is good for its own list alone; next pages are followed as a whole.
      case "cursor" -> Optional.empty();
      case "minPosition" -> fund.map(f -> f.position);
      case "minVersion" -> fund.map(f -> Integer.toString(f.version));
      case "fundId", "streamId" -> fund.map(f -> f.id.toString());
      default -> Optional.of(values.value(parameter.name(), parameter.schema()).asText());
    };
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
