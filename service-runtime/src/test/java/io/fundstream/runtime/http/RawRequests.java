package io.fundstream.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests written by hand, and their answers. */
final class RawRequests {
  /** What comes behind the path: everything that a good request needs, without the empty line. */
  static final String HEAD =
      " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAuthorization: Bearer "
          + TestServer.KEY
          + "\r\n";

  private RawRequests() {}

  /** Sends a request on a connection of its own; the whole answer. */
  static String exchange(URI server, String request) throws IOException {
    try (Wire wire = new Wire(server)) {
      return wire.send(request.getBytes(StandardCharsets.UTF_8)).answer();
    }
  }

  /** Of the status and the type, and written as a problem. */
  static void assertProblem(String answer, int status, String slug) {
    assertThat(answer).startsWith("HTTP/1.1 " + status);
    assertThat(answer)
        .contains(
            "application/problem+json", "urn:fundstream:problem:" + slug, "\"status\":" + status);
  }
}
