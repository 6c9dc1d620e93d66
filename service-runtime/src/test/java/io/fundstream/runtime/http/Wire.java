package io.fundstream.runtime.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** A client that sends exactly the bytes it is given, right or wrong. */
final class Wire implements AutoCloseable {
  private final Socket socket;

  Wire(URI server) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(15_000);
  }

  Wire send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  Wire send(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
    return this;
  }

  /** No more will be sent. */
  Wire endOfInput() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** A byte every 20 ms, until the other side has had enough. */
  void trickle(int bytes) {
    try {
      for (int i = 0; i < bytes; i++) {
        send(" ");
        LockSupport.parkNanos(20_000_000);
      }
    } catch (IOException e) {
      return; // it has
    }
  }

  /** The next line, without its end. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = socket.getInputStream().read();
        c >= 0 && c != '\n';
        c = socket.getInputStream().read()) {
      if (c != '\r') line.append((char) c);
    }
    return line.toString();
  }

  /** Everything up to the end of the connection. */
  String answer() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    socket.getInputStream().transferTo(bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Returns when the other side has closed or reset the connection. */
  void readToTheEnd() throws IOException {
    try {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (SocketException reset) {
      return; // an end too
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
