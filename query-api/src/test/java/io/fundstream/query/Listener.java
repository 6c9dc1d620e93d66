package io.fundstream.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A reader of Server-Sent Events by hand, on a bare socket, so that a test decides how fast it
 * reads.
 */
public final class Listener implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** One event as the standard dispatches it. */
  public record Event(String type, String id, String data) {
    public JsonNode json() {
      try {
        return MAPPER.readTree(data);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(data, e);
      }
    }
  }

  private final Socket socket;
  private final BufferedReader in;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final List<String> comments = new CopyOnWriteArrayList<>();
  private volatile String lastId = "";
  private volatile String status = "";
  private volatile boolean ended;

  private Listener(Running query, String path, String lastEventId) throws IOException {
    this.socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new java.net.InetSocketAddress(query.uri().getHost(), query.uri().getPort()));
    String header = lastEventId.isEmpty() ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
    // 1.0: the answer comes as it is, not in chunks.
    String request =
        "GET %s HTTP/1.0\r\nHost: test\r\nAuthorization: Bearer %s\r\n%s\r\n"
            .formatted(path, Running.KEY, header);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    this.in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Connects and reads nothing. */
  public static Listener silent(Running query, String path) throws IOException {
    return new Listener(query, path, "");
  }

  /** Connects and reads until the end. */
  public static Listener on(Running query, String path, String lastEventId) throws IOException {
    Listener listener = silent(query, path, lastEventId);
    listener.read();
    return listener;
  }

  public static Listener silent(Running query, String path, String lastEventId) throws IOException {
    return new Listener(query, path, lastEventId);
  }

  /** Begins to read. */
  public void read() {
    Thread.ofVirtual().start(this::readAll);
  }

  private void readAll() {
    String type = "message";
    String id = "";
    StringBuilder data = new StringBuilder();
    try {
      status = in.readLine();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("event: ")) {
          type = line.substring(7);
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          data.append(line, 6, line.length()).append('\n');
        } else if (line.startsWith(": ")) {
          comments.add(line);
        } else if (line.isEmpty()) {
          // Only a whole block counts: one that is cut short has not been received.
          lastId = id;
          if (!data.isEmpty()) {
            events.add(new Event(type, id, data.substring(0, data.length() - 1)));
          }
          type = "message";
          data.setLength(0);
        }
      }
    } catch (IOException e) {
      comments.add("! " + e.getMessage());
    }
    ended = true;
  }

  public List<Event> events() {
    return List.copyOf(events);
  }

  public List<String> comments() {
    return List.copyOf(comments);
  }

  /** The last id received, also one without an event. */
  public String lastId() {
    return lastId;
  }

  /** The status line of the answer. */
  public String status() {
    return status;
  }

  public boolean ended() {
    return ended;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
