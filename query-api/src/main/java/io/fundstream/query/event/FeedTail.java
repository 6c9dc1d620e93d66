package io.fundstream.query.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the end of the feed, once for all streams, and hands every new event to each of them. It
 * looks often while events come, less often when none do, and not at all while nobody listens.
 */
public final class FeedTail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FeedTail.class);
  private static final int EVENTS_A_LOOK = 500;
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_START = Duration.ofSeconds(3);

  private final Feed feed;
  private final FeedLimits limits;
  private final Thread follower;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Guarded by the lock, as the two below. */
  private final List<Subscription> subscriptions = new ArrayList<>();

  /** Everything before it has been handed out; null while nobody listens. */
  private @Nullable FeedPlace reached;

  private boolean closed;

  /**
   * @param failed told if the follower dies of an error, after which streams would be silent
   */
  public FeedTail(Feed feed, FeedLimits limits, Thread.UncaughtExceptionHandler failed) {
    this.feed = feed;
    this.limits = limits;
    this.follower =
        Thread.ofPlatform()
            .daemon()
            .name("feed-tail")
            .uncaughtExceptionHandler(failed)
            .start(this::follow);
  }

  /**
   * Begins to listen.
   *
   * @return a subscription that gets every event that is not yet readable; empty if the end of the
   *     feed cannot be found out now, or this is closed
   */
  Optional<Subscription> subscribe(FeedFilter filter, Runnable cut) throws InterruptedException {
    long left = LONGEST_START.toNanos();
    lock.lockInterruptibly();
    try {
      Subscription subscription = new Subscription(filter, limits, cut);
      subscriptions.add(subscription);
      changed.signalAll();
      while (reached == null && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (reached == null || closed) {
        subscriptions.remove(subscription);
        return Optional.empty();
      }
      return Optional.of(subscription);
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  void unsubscribe(Subscription subscription) {
    lock.lock();
    try {
      subscriptions.remove(subscription);
    } finally {
      lock.unlock();
    }
  }

  private void follow() {
    Duration pause = Duration.ZERO;
    while (awaitListeners(pause)) {
      try {
        pause = look() ? limits.shortestPause() : longer(pause);
      } catch (RuntimeException e) {
        LOG.warn("the feed cannot be followed now: {}", e.getMessage());
        pause = PAUSE_AFTER_FAILURE;
      }
    }
  }

  private Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(limits.longestPause()) < 0 ? doubled : limits.longestPause();
  }

  /** Waits for the pause, and as long as nobody listens. False at the end. */
  private boolean awaitListeners(Duration pause) {
    lock.lock();
    try {
      long left = pause.toNanos();
      while (!closed && !subscriptions.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
      while (!closed && subscriptions.isEmpty()) {
        reached = null;
        changed.await();
      }
      return !closed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Reads what is new. The database is asked without the lock. True if something came. */
  private boolean look() {
    FeedPlace from = reached();
    if (from == null) {
      move(feed.now());
      return true;
    }
    return switch (feed.after(null, from, EVENTS_A_LOOK)) {
      case Feed.Found.Items(List<FeedItem> items, FeedPlace end, boolean more) ->
          handOut(items, end);
      case Feed.Found.Reset reset -> {
        restart(feed.now());
        yield true;
      }
    };
  }

  private boolean handOut(List<FeedItem> items, FeedPlace end) {
    List<Handed> handed = items.stream().map(Handed::of).toList();
    lock.lock();
    try {
      for (Subscription subscription : subscriptions) {
        handed.forEach(subscription::offer);
      }
      reached = end;
      return !items.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** The feed was filled anew: each stream starts again and finds its own way to the end. */
  private void restart(FeedPlace now) {
    lock.lock();
    try {
      subscriptions.forEach(Subscription::restart);
      reached = now;
    } finally {
      lock.unlock();
    }
  }

  private void move(FeedPlace place) {
    lock.lock();
    try {
      reached = place;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable FeedPlace reached() {
    lock.lock();
    try {
      return reached;
    } finally {
      lock.unlock();
    }
  }

  /** Ends every stream. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      subscriptions.forEach(Subscription::end);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      follower.join(LONGEST_CLOSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
