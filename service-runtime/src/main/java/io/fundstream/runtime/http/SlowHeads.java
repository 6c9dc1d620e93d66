package io.fundstream.runtime.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections on which the head of a request comes too slowly. Jetty's idle timeout begins
 * anew with every byte, so a client that sends one now and then would keep its connection for days.
 */
final class SlowHeads extends AbstractLifeCycle {
  private final ServerConnector connector;
  private final Duration limit;
  private final Duration pause;
  private Map<EndPoint, Seen> seen = Map.of();
  private volatile Scheduler.@Nullable Task next;

  /**
   * What a connection was like at the last look.
   *
   * @param requests whose heads had come whole
   * @param bytes received when no head was coming
   * @param since when it was seen first that a head is coming; the last look while none is
   */
  private record Seen(long requests, long bytes, long since) {
    static Seen of(Connection connection, @Nullable Seen before, long now) {
      Seen last = before == null ? new Seen(0, 0, now) : before;
      long requests = connection.getMessagesIn();
      long bytes = connection.getBytesIn();
      boolean answering = connection.getMessagesOut() < requests;
      if (answering || requests != last.requests) return new Seen(requests, bytes, now);
      return new Seen(requests, last.bytes, bytes > last.bytes ? last.since : now);
    }
  }

  /**
   * @param limit how long a head may take
   */
  SlowHeads(ServerConnector connector, Duration limit) {
    this.connector = connector;
    this.limit = limit;
    this.pause = Duration.ofMillis(Math.clamp(limit.toMillis() / 4, 50, 1_000));
  }

  @Override
  protected void doStart() {
    again();
  }

  @Override
  protected void doStop() {
    Scheduler.Task task = next;
    if (task != null) task.cancel();
  }

  private void again() {
    if (!isStarting() && !isStarted()) return;
    next = connector.getScheduler().schedule(this::look, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    long now = System.nanoTime();
    Map<EndPoint, Seen> current = new HashMap<>();
    for (EndPoint endPoint : connector.getConnectedEndPoints()) {
      Connection connection = endPoint.getConnection();
      if (connection == null) continue;
      Seen here = Seen.of(connection, seen.get(endPoint), now);
      if (now - here.since() > limit.toNanos()) {
        endPoint.close();
      } else {
        current.put(endPoint, here);
      }
    }
    seen = current;
    again();
  }
}
