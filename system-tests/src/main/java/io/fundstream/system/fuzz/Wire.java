package io.fundstream.system.fuzz;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection to a service, kept for as long as the service keeps it. For one thread. */
final class Wire implements AutoCloseable {
  private final URI service;
  private final Duration patience;
  private @Nullable Socket socket;
  private @Nullable Answers answers;
  private String before = "a new connection";

  /**
   * @param patience how long an answer may take
   */
  Wire(URI service, Duration patience) {
    this.service = service;
    this.patience = patience;
  }

  /**
   * Sends a request and reads its answer.
   *
   * @throws IOException if there is no answer within the patience, or none that is HTTP
   */
  Reply exchange(Request request) throws IOException {
    try {
      long began = System.nanoTime();
      Answers from = open();
      send(request.bytes());
      Reply reply =
          from.next(request.method(), began)
              .orElseThrow(() -> new EOFException("the connection was closed without an answer"));
      before = request.shown() + "\n→ " + reply.shown();
      if (ends(request, reply)) close();
      return reply;
    } catch (IOException e) {
      String earlier = before;
      close();
      throw new IOException(e + "\nbefore it on this connection: " + earlier, e);
    }
  }

  /**
   * Sends bytes on a connection of their own and reads every answer until the service closes it.
   *
   * @param half whether to close our half of the connection once all is sent
   */
  List<Reply> raw(byte[] bytes, boolean half) throws IOException {
    close();
    long began = System.nanoTime();
    Answers from = open();
    try {
      send(bytes);
      if (half && socket != null) socket.shutdownOutput();
      List<Reply> replies = new ArrayList<>();
      Optional<Reply> next = from.next("GET", began);
      while (next.isPresent()) {
        replies.add(next.get());
        boolean endless = next.get().mediaType().equals("text/event-stream");
        next = endless ? Optional.empty() : from.next("GET", began);
      }
      return replies;
    } catch (SocketException reset) {
      // A server that has had enough may reset the connection instead of closing it.
      return List.of();
    } finally {
      close();
    }
  }

  private static boolean ends(Request request, Reply reply) {
    return reply.header("connection").filter("close"::equalsIgnoreCase).isPresent()
        || reply.mediaType().equals("text/event-stream")
        || request.header("Connection").isPresent()
        || request.method().equals("CONNECT");
  }

  private Answers open() throws IOException {
    if (socket == null || answers == null) {
      Socket opened = new Socket(service.getHost(), service.getPort());
      opened.setSoTimeout((int) patience.toMillis());
      opened.setTcpNoDelay(true);
      socket = opened;
      answers = new Answers(new BufferedInputStream(opened.getInputStream()));
    }
    return answers;
  }

  /**
   * A service that refuses early may close while we still send; its answer is there all the same.
   */
  private void send(byte[] bytes) throws IOException {
    if (socket == null) throw new IOException("not open");
    OutputStream out = socket.getOutputStream();
    try {
      out.write(bytes);
      out.flush();
    } catch (SocketException early) {
      if (socket.isClosed()) throw early;
    }
  }

  @Override
  public void close() throws IOException {
    if (socket != null) socket.close();
    socket = null;
    answers = null;
    before = "a new connection";
  }
}
