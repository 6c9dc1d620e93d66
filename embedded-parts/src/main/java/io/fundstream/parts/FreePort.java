package io.fundstream.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** A port of 127.0.0.1 that nobody listens on. */
public final class FreePort {
  /** Below the range from which systems take the ports of outgoing connections. */
  private static final int LOWEST = 15_000;

  private static final int HIGHEST = 32_000;
  private static final int CONNECT_MILLIS = 1_000;

  private FreePort() {}

  /** Another process may take it before its user does; with a random one that is rare. */
  public static int next() {
    return row(1);
  }

  /** The first of so many ports in a row, each of them free. */
  public static int row(int count) {
    for (int attempt = 0; attempt < 100; attempt++) {
      int first = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST - count + 1);
      if (IntStream.range(first, first + count).allMatch(FreePort::isFree)) {
        return first;
      }
    }
    throw new PartFailed("found no free port between " + LOWEST + " and " + HIGHEST);
  }

  /**
   * Whether a server could listen on it now. It takes the port for a moment to find out, so it must
   * not be asked while a server is about to: {@link #answers} is for that.
   */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /** Whether somebody accepts connections on it now; takes nothing from a server that starts. */
  static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }
}
