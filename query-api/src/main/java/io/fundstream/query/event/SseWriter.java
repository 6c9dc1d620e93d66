package io.fundstream.query.event;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes Server-Sent Events. Nothing is sent before {@link #flush}, or a full buffer. */
final class SseWriter {
  private static final int BUFFER = 16 * 1024;
  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.UTF_8);

  private final OutputStream out;

  SseWriter(OutputStream out) {
    this.out = new BufferedOutputStream(out, BUFFER);
  }

  /**
   * The first lines: how soon to come back, and an id before any event, so that a client that loses
   * the connection at once comes back to the same place.
   */
  void open(int retryMillis, String id) throws IOException {
    text("retry: " + retryMillis + "\nid: " + id + "\n\n");
  }

  /**
   * The id comes last, so that a reader that takes it line by line has the data before.
   *
   * @param json may hold line breaks; they come out as line breaks
   */
  void event(String type, String id, byte[] json) throws IOException {
    text("event: " + type + "\n");
    int start = 0;
    for (int i = 0; i < json.length; i++) {
      if (json[i] == '\n' || json[i] == '\r') {
        line(json, start, i);
        boolean pair = json[i] == '\r' && i + 1 < json.length && json[i + 1] == '\n';
        i += pair ? 1 : 0;
        start = i + 1;
      }
    }
    line(json, start, json.length);
    text("id: " + id + "\n\n");
  }

  /** A line that clients pass over; it shows both ends that the connection lives. */
  void comment(String words) throws IOException {
    text(": " + words + "\n\n");
  }

  void flush() throws IOException {
    out.flush();
  }

  private void line(byte[] json, int start, int end) throws IOException {
    out.write(DATA);
    out.write(json, start, end - start);
    out.write('\n');
  }

  private void text(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
