package io.fundstream.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * One connection of HTTP/1.1 that is kept. It does as little as it can, for it works on the same
 * cores as what it measures.
 */
public final class Line implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 30_000;

  /** Well below the time after which a server of ours closes a connection that sends nothing. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Socket socket;
  private final InputStream in;
  private byte[] body = new byte[0];
  private long answeredAt = System.nanoTime();

  /** Connects. */
  public Line(URI server) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** The bytes of a request without a body. */
  public static byte[] get(String path, String apiKey) {
    return get(path, apiKey, "");
  }

  /**
   * The same with more headers.
   *
   * @param headers each ends with CR LF
   */
  public static byte[] get(String path, String apiKey, String headers) {
    return "GET %s HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer %s\r\n%s\r\n"
        .formatted(path, apiKey, headers)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The bytes of a request with a body. */
  public static byte[] post(String path, String apiKey, String type, String body) {
    return """
    POST %s HTTP/1.1\r
    Host: bench\r
    Authorization: Bearer %s\r
    Content-Type: %s\r
    Content-Length: %d\r
    \r
    %s\
    """
        .formatted(path, apiKey, type, body.getBytes(StandardCharsets.UTF_8).length, body)
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Sends a request and reads the whole answer.
   *
   * @throws IllegalStateException if the status is another one: the figure would mean nothing
   */
  public void exchange(byte[] request, int expected) throws IOException {
    socket.getOutputStream().write(request);
    int status = Integer.parseInt(line().substring(9, 12));
    int length = -1;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:"))
        length = Integer.parseInt(lower.substring(15).trim());
      if (lower.startsWith("transfer-encoding:")) chunked = lower.contains("chunked");
    }
    body = chunked ? chunks() : in.readNBytes(Math.max(0, length));
    answeredAt = System.nanoTime();
    if (status != expected) throw new IllegalStateException(status + " " + text());
  }

  /** Whether the server surely has not closed it for being idle. */
  public boolean fresh() {
    return System.nanoTime() - answeredAt < FRESH.toNanos();
  }

  private byte[] chunks() throws IOException {
    StringBuilder all = new StringBuilder();
    for (int size = chunk(); size > 0; size = chunk()) {
      all.append(new String(in.readNBytes(size), StandardCharsets.ISO_8859_1));
      line();
    }
    line();
    return all.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line().trim(), 16);
  }

  /** The body of the last answer. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The text of a field of the last answer, a flat JSON object; the field has to be there. */
  public String field(String name) {
    String text = text();
    int at = text.indexOf("\"" + name + "\":\"");
    if (at < 0) throw new IllegalStateException("no " + name + " in " + text);
    int begin = at + name.length() + 4;
    return text.substring(begin, text.indexOf('"', begin));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) throw new EOFException("the server closed the connection");
      if (c != '\r') line.append((char) c);
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
