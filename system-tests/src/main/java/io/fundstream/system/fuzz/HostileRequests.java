package io.fundstream.system.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;

/** Spoils good requests in what HTTP itself allows: key, method, address, headers. */
final class HostileRequests {
  private static final List<String> METHODS =
      List.of("PUT", "DELETE", "OPTIONS", "TRACE", "HEAD", "POST", "PATCH", "GET", "get", "BREW");
  private static final List<String> TYPES =
      List.of(
          "text/plain",
          "application/xml",
          "application/json; charset=iso-8859-1",
          "multipart/form-data; boundary=x",
          "application/x-www-form-urlencoded",
          "application/json, text/plain",
          "*/*",
          "json",
          ";;;");
  private static final List<String> TAGS =
      List.of(
          "*", "W/\"1\"", "\"1\", \"2\"", "1", "\"0\"", "\"-1\"", "\"99999999999\"", "\"1", "\"\"");

  private final RandomGenerator random;
  private final HostileText texts;
  private final HostileTargets targets;
  private final HostileBodies bodies;

  HostileRequests(RandomGenerator random) {
    this.random = random;
    this.texts = new HostileText(random);
    this.targets = new HostileTargets(random, texts);
    this.bodies = new HostileBodies(random, texts);
  }

  /** The same request, spoiled in one way; its status is known for some ways. */
  Intention spoil(Intention good) {
    Operation operation = good.operation().orElseThrow();
    Request request = good.request();
    int ways = operation.batch() ? 7 : operation.bodies().isEmpty() ? 6 : 10;
    return switch (random.nextInt(ways)) {
      case 0 -> withoutKey(request, operation);
      case 1 -> otherMethod(request);
      case 2, 3 -> targets.spoil(request, operation);
      case 4, 5 -> header(request, operation);
      case 6 -> type(request, operation);
      default -> bodies.spoil(request, operation);
    };
  }

  private Intention withoutKey(Request request, Operation operation) {
    Request without = request.without("Authorization");
    Request with =
        switch (random.nextInt(7)) {
          case 0 -> without;
          case 1 -> without.with("Authorization", "Bearer");
          case 2 -> without.with("Authorization", "Bearer " + visible(texts.any()));
          case 3 -> without.with("Authorization", "Basic " + base64("admin:admin"));
          case 4 -> without.with("Authorization", "Bearer " + "x".repeat(5_000));
          case 5 -> without.with("X-Api-Key", request.header("Authorization").orElse(""));
          default -> without.with("Authorization", "Bearer \u00ff\u0080");
        };
    return Intention.of(with, operation, "no valid key", 401);
  }

  private Intention otherMethod(Request request) {
    String method = METHODS.get(random.nextInt(METHODS.size()));
    return Intention.anything(request.method(method), "another method");
  }

  private Intention type(Request request, Operation operation) {
    if (random.nextInt(4) == 0) {
      Request encoded = request.with("Content-Encoding", random.nextBoolean() ? "gzip" : "br");
      return Intention.of(encoded, operation, "another encoding", 415);
    }
    String type = TYPES.get(random.nextInt(TYPES.size()));
    return Intention.of(request.instead("Content-Type", type), operation, "another type", 415);
  }

  private Intention header(Request request, Operation operation) {
    List<Parameter> documented = operation.in("header");
    return switch (random.nextInt(5)) {
      case 0 -> {
        String tag = TAGS.get(random.nextInt(TAGS.size()));
        yield Intention.anything(request.instead("If-Match", tag), "a bad If-Match");
      }
      case 1 -> {
        String name = documented.get(random.nextInt(documented.size())).name();
        yield Intention.anything(request.with(name, "a").with(name, "b"), "a header given twice");
      }
      case 2 -> {
        String key = visible("k" + texts.any()) + " \u00e9";
        yield Intention.anything(request.instead("Idempotency-Key", key), "a bad key header");
      }
      case 3 -> Intention.anything(surprising(request), "a surprising header");
      default -> {
        String name = documented.get(random.nextInt(documented.size())).name();
        yield Intention.anything(request.instead(name, visible(texts.any())), "a hostile header");
      }
    };
  }

  private Request surprising(Request request) {
    return switch (random.nextInt(8)) {
      case 0 -> request.with("X-HTTP-Method-Override", "DELETE");
      case 1 -> request.with("Accept", visible(texts.any()));
      case 2 -> request.with("Accept-Encoding", "gzip;q=0, *;q=x, " + visible(texts.any()));
      case 3 -> request.with("Range", "bytes=0-0,-1,5-");
      case 4 -> request.with("X-Forwarded-For", "127.0.0.1").with("X-Forwarded-Proto", "gopher");
      case 5 -> request.with("Cookie", "a=\"b; c=" + visible(texts.any()));
      case 6 -> request.with("Upgrade", "h2c").with("HTTP2-Settings", "AAMAAABkAAQAAP__");
      default -> request.with("Accept", "text/csv");
    };
  }

  /** What may stand in a header without breaking the request line by line. */
  private static String visible(String text) {
    String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return bytes.replaceAll("[\\x00-\\x1f\\x7f]", "?");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
