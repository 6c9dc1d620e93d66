package io.fundstream.system.upgrade;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a read was answered.
 *
 * @param headers those that say something about the answer
 */
record Shown(int status, Map<String, String> headers, String body) {
  private static final List<String> KEPT =
      List.of("Content-Type", "ETag", "Cache-Control", "Vary", "Fundstream-Settled", "Location");

  Shown {
    headers = Map.copyOf(headers);
  }

  static Shown of(HttpResponse<String> response) {
    HttpHeaders all = response.headers();
    Map<String, String> kept = new TreeMap<>();
    KEPT.forEach(name -> all.firstValue(name).ifPresent(value -> kept.put(name, value)));
    return new Shown(response.statusCode(), kept, response.body());
  }

  /** As it would be without the tag: what a list's is made of is its bytes. */
  Shown withoutTag() {
    Map<String, String> others = new TreeMap<>(headers);
    others.remove("ETag");
    return new Shown(status, others, body);
  }

  /** The same with another body. */
  Shown with(String other) {
    return new Shown(status, headers, other);
  }
}
