package io.fundstream.runtime.http;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A connector that leaves no connection behind when it stops. Jetty's own does, and the client of
 * such a connection waits for as long as this process lives:
 *
 * <ul>
 *   <li>it interrupts its accepting threads, and Java forgets a connection that such a thread has
 *       in hand; so there are none here, the selectors accept;
 *   <li>a connection that is accepted while the selectors end is given to one that never looks at
 *       it; so every connection is kept in a set from accepting to closing.
 * </ul>
 */
final class ClosingConnector extends ServerConnector {
  private final Set<SelectableChannel> open = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  ClosingConnector(Server server, HttpConfiguration http) {
    super(
        server,
        null,
        null,
        new UnsharedRequestBuffers(server.getByteBufferPool()),
        0,
        -1,
        new HttpConnectionFactory(http));
    addBean(new Connections());
  }

  /** No connection is accepted from here on; those that are open may end what they are at. */
  @Override
  public CompletableFuture<Void> shutdown() {
    IO.close((SelectableChannel) getTransport());
    return super.shutdown();
  }

  @Override
  protected void doStop() throws Exception {
    try {
      super.doStop();
    } finally {
      ended = true;
      open.forEach(this::end);
    }
  }

  @Override
  protected SelectorManager newSelectorManager(
      Executor executor, Scheduler scheduler, int selectors) {
    return new ServerConnectorManager(executor, scheduler, selectors) {
      @Override
      protected @Nullable SelectableChannel doAccept(SelectableChannel server) throws IOException {
        try {
          return super.doAccept(server);
        } catch (ClosedChannelException stopping) {
          return null;
        }
      }
    };
  }

  private void end(SelectableChannel channel) {
    IO.close(channel);
    open.remove(channel);
  }

  private final class Connections implements SelectorManager.AcceptListener {
    @Override
    public void onAccepting(SelectableChannel channel) {
      open.add(channel);
      if (ended) end(channel);
    }

    @Override
    public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
      open.remove(channel);
    }

    @Override
    public void onClosed(SelectableChannel channel) {
      open.remove(channel);
    }
  }
}
