package io.fundstream.stack.demo;

import io.fundstream.stack.data.Endpoints;
import io.fundstream.stack.feed.EventFeed;
import io.fundstream.stack.feed.EventFeed.Found;
import io.fundstream.stack.feed.SeenEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the topic beside the story and tells where each event came to lie. */
final class KafkaWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaWatch.class);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Map<String, CompletableFuture<SeenEvent>> byPosition = new ConcurrentHashMap<>();
  private final EventFeed feed;
  private final Thread thread;
  private volatile boolean closing;

  KafkaWatch(Endpoints at) {
    feed = new EventFeed(at.kafka(), at.registry(), List.of("fund"), false);
    thread = Thread.ofPlatform().daemon().name("demo-kafka").start(this::watch);
  }

  private void watch() {
    try (feed) {
      while (!closing) {
        feed.poll(POLL).forEach(this::keep);
      }
    } catch (RuntimeException | IOException e) {
      LOG.error("the demo cannot read Kafka any more", e);
    }
  }

  private void keep(Found found) {
    switch (found) {
      case Found.Event(var event) -> future(event.envelope().position()).complete(event);
      case Found.Unreadable unreadable -> LOG.warn("no event: {}", unreadable);
    }
  }

  private CompletableFuture<SeenEvent> future(String position) {
    return byPosition.computeIfAbsent(position, none -> new CompletableFuture<>());
  }

  /** The event at that position, as soon as it is there; nothing if it does not come in time. */
  Optional<SeenEvent> await(String position, Duration limit) throws InterruptedException {
    try {
      return Optional.of(future(position).get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing completes it with a failure", e);
    }
  }

  /** How many events have come. */
  long count() {
    return byPosition.values().stream().filter(CompletableFuture::isDone).count();
  }

  @Override
  public void close() throws InterruptedException {
    closing = true;
    thread.join(Duration.ofSeconds(2));
  }
}
