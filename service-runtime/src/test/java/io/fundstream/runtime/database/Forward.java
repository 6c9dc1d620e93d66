package io.fundstream.runtime.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A wire to a server that a test can cut and mend. */
final class Forward implements AutoCloseable {
  private final URI target;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile @Nullable ServerSocket listening;

  private Forward(URI target, ServerSocket listening) {
    this.target = target;
    this.port = listening.getLocalPort();
    accept(listening);
  }

  static Forward to(URI target) throws IOException {
    return new Forward(target, listen(0));
  }

  int port() {
    return port;
  }

  void cut() throws IOException {
    ServerSocket socket = listening;
    if (socket != null) socket.close();
    for (Socket s : open) s.close();
    open.clear();
  }

  void mend() throws IOException {
    accept(listen(port));
  }

  @Override
  public void close() throws IOException {
    cut();
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress("127.0.0.1", port));
    return socket;
  }

  private void accept(ServerSocket socket) {
    listening = socket;
    Thread.ofVirtual()
        .start(() -> {
          while (!socket.isClosed()) {
            try {
              connect(socket.accept());
            } catch (IOException e) {
              return; // cut
            }
          }
        });
  }

  private void connect(Socket client) throws IOException {
    Socket server = new Socket(target.getHost(), target.getPort());
    open.add(client);
    open.add(server);
    Thread.ofVirtual().start(() -> pump(client, server));
    Thread.ofVirtual().start(() -> pump(server, client));
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException e) {
      return; // cut, or one side is done
    }
  }
}
