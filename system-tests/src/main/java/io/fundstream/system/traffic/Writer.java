package io.fundstream.system.traffic;

import java.io.IOException;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One client that sends one command after the other, and each again with the same key until it is
 * answered; now and then it gives up after a failed try. Ticks come from one thread at a time.
 */
final class Writer {
  private final Client client;
  private final History history;
  private final Orders orders;
  private final Random random;
  private volatile boolean done;
  private volatile @Nullable Owed owed;

  private record Owed(Request request, int tries) {}

  Writer(Client client, History history, Orders orders, long seed) {
    this.client = client;
    this.history = history;
    this.orders = orders;
    this.random = new Random(seed);
  }

  /** Ends the writing; the ticks after it only ask for the answer that is still owed. */
  void finish() {
    done = true;
  }

  /** True when nothing is owed. */
  boolean quiet() {
    return done && owed == null;
  }

  /** Sends the next command, or the last one again if it has had no answer. */
  void tick() {
    Owed last = owed;
    if (last == null && done) return;
    Owed now =
        last == null ? new Owed(orders.next(), 1) : new Owed(last.request(), last.tries() + 1);
    owed = now;
    try {
      Answer answer = client.send(now.request());
      if (answer.asksAgain()) {
        if (!answer.headers().containsKey("Retry-After")) history.surprise(now.request(), answer);
        again(now);
      } else {
        settle(now, answer);
      }
    } catch (IOException gatewayAway) {
      again(now);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void again(Owed now) {
    history.inVain();
    if (random.nextInt(10) == 0) settle(now, null);
  }

  private void settle(Owed now, @Nullable Answer answer) {
    history.add(now.request(), now.tries(), answer);
    orders.follow(now.request(), answer);
    owed = null;
  }
}
