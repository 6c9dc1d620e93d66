package io.fundstream.system.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads answers of HTTP/1.1 from a connection, strictly: what is malformed is a fault of ours. */
final class Answers {
  private static final int LONGEST_LINE = 65_536;

  /** Pages are at most 4 MiB and some; Swagger UI is the largest file. */
  private static final int LONGEST_BODY = 16 << 20;

  private final InputStream in;

  Answers(InputStream in) {
    this.in = in;
  }

  /** What is no answer of HTTP. */
  static final class Malformed extends IOException {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  /**
   * The next final answer; empty when the connection ends before its first byte.
   *
   * @param method of the request, because an answer to HEAD has no body
   * @param began {@link System#nanoTime} when the request was sent
   * @throws EOFException if the connection ends in the middle
   */
  Optional<Reply> next(String method, long began) throws IOException {
    while (true) {
      Optional<String> line = line();
      if (line.isEmpty()) {
        return Optional.empty();
      }
      if (!line.get().matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
        throw new Malformed("no status line: " + line.get());
      }
      int status = Integer.parseInt(line.get().substring(9, 12));
      Map<String, List<String>> headers = headers();
      if (status / 100 == 1) {
        continue;
      }
      byte[] body = body(method, status, headers);
      return Optional.of(
          new Reply(status, headers, body, Duration.ofNanos(System.nanoTime() - began)));
    }
  }

  private Map<String, List<String>> headers() throws IOException {
    Map<String, List<String>> headers = new HashMap<>();
    while (true) {
      String line = line().orElseThrow(() -> new EOFException("in the headers"));
      if (line.isEmpty()) {
        return headers;
      }
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new Malformed("no header: " + line);
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.computeIfAbsent(name, _ -> new ArrayList<>()).add(line.substring(colon + 1).strip());
    }
  }

  private byte[] body(String method, int status, Map<String, List<String>> headers)
      throws IOException {
    boolean stream = headers.getOrDefault("content-type", List.of()).contains("text/event-stream");
    if (method.equals("HEAD") || status == 204 || status == 304 || stream) {
      return new byte[0];
    }
    if (headers.getOrDefault("transfer-encoding", List.of()).contains("chunked")) {
      return chunks();
    }
    List<String> length = headers.get("content-length");
    if (length == null) {
      return in.readNBytes(LONGEST_BODY);
    }
    return exactly(Integer.parseInt(length.getFirst()));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String size = line().orElseThrow(() -> new EOFException("before a chunk"));
      byte[] chunk = exactly(Integer.parseInt(size, 16));
      if (chunk.length == 0) {
        headers();
        return body.toByteArray();
      }
      body.writeBytes(chunk);
      line();
    }
  }

  private byte[] exactly(int length) throws IOException {
    if (length > LONGEST_BODY) {
      throw new Malformed("an answer of " + length + " bytes");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("%d of %d bytes of an answer".formatted(bytes.length, length));
    }
    return bytes;
  }

  /** Without its end; empty at the end of the connection. */
  private Optional<String> line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        if (line.size() > 0) throw new EOFException("in a line: " + line);
        return Optional.empty();
      }
      if (line.size() > LONGEST_LINE) throw new Malformed("a line without end");
      line.write(c);
    }
    return Optional.of(line.toString(StandardCharsets.ISO_8859_1).stripTrailing());
  }
}
