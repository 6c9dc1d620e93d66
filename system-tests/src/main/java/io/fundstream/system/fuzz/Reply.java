package io.fundstream.system.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One answer.
 *
 * @param headers by lower-case name, in the order they came
 * @param took from the first byte sent to the last byte received
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reply(int status, Map<String, List<String>> headers, byte[] body, Duration took) {
  Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** Without parameters. */
  String mediaType() {
    return header("content-type").map(t -> t.split(";", 2)[0].strip()).orElse("");
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  boolean success() {
    return status / 100 == 2;
  }

  String shown() {
    return status + " " + headers + "\n" + Request.shown(body);
  }
}
