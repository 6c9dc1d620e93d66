package io.fundstream.system.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;

/** Spoils the address of a request. */
final class HostileTargets {
  private static final List<String> ESCAPES =
      List.of(
          "%00",
          "%ff",
          "%c0%af",
          "%2F",
          "%2f..%2f",
          "%",
          "%zz",
          "%u0041",
          "%ed%a0%80",
          "..;",
          "%25",
          "%2e%2e",
          ";a=b",
          "\\",
          "%5c",
          "%0d%0aX:y",
          "//",
          "/./",
          "/../",
          "%f4%90%80%80");
  private static final List<String> NUMBERS =
      List.of("-1", "0", "1.0", "1e3", "+1", "01", "2147483648", "99999999999999999999", "", "x");

  private final RandomGenerator random;
  private final HostileText texts;

  HostileTargets(RandomGenerator random, HostileText texts) {
    this.random = random;
    this.texts = texts;
  }

  Intention spoil(Request request, Operation operation) {
    String target = request.target();
    List<Parameter> query = operation.in("query");
    return switch (random.nextInt(9)) {
      case 0 -> {
        int at = 1 + random.nextInt(target.length());
        String escape = ESCAPES.get(random.nextInt(ESCAPES.size()));
        String spoiled = target.substring(0, at) + escape + target.substring(at);
        yield Intention.anything(request.target(spoiled), "an escape in the address");
      }
      case 1 -> {
        String id = GoodRequests.encoded(texts.any().replaceAll("[\ud800-\udfff]", "?"));
        String path = operation.path().replace("{id}", id).replace("{n}", id);
        yield Intention.anything(request.target(path), "a hostile id");
      }
      case 2 ->
          Intention.anything(
              request.target(target + (random.nextBoolean() ? "/" : "/x")), "another path");
      case 3 -> Intention.anything(request.target(cased(target)), "another case");
      case 4 -> {
        String number = NUMBERS.get(random.nextInt(NUMBERS.size()));
        String path = operation.path().replace("{id}", number).replace("{n}", number);
        yield Intention.anything(request.target(path), "a bad number");
      }
      case 5 -> {
        String long0 = target + (target.contains("?") ? "&" : "?") + "x=" + "y".repeat(9_000);
        yield Intention.anything(request.target(long0), "a long address");
      }
      default ->
          query.isEmpty()
              ? Intention.anything(
                  request.target(target + "?limit=1&x=%zz"), "a query on a command")
              : parameter(request, query);
    };
  }

  private Intention parameter(Request request, List<Parameter> query) {
    String joint = request.target().contains("?") ? "&" : "?";
    String name = query.get(random.nextInt(query.size())).name();
    String value =
        switch (random.nextInt(4)) {
          case 0 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
          case 1 -> GoodRequests.encoded(texts.any().replaceAll("[\ud800-\udfff]", "?"));
          case 2 -> ESCAPES.get(random.nextInt(ESCAPES.size())).replaceAll("[\\\\]", "%5C");
          default -> "a".repeat(1 + random.nextInt(3_000));
        };
    return switch (random.nextInt(4)) {
      case 0 ->
          Intention.anything(
              request.target(request.target() + joint + "nosuch" + random.nextInt(99) + "=1"),
              "an unknown parameter",
              400);
      case 1 ->
          Intention.anything(
              request.target(request.target() + joint + name + "=1&" + name + "=1"),
              "a repeated parameter",
              400);
      default ->
          Intention.anything(
              request.target(request.target() + joint + name + "=" + value), "a hostile parameter");
    };
  }

  private String cased(String target) {
    int at = random.nextInt(target.length());
    char c = target.charAt(at);
    char other = Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
    return target.substring(0, at) + other + target.substring(at + 1);
  }
}
