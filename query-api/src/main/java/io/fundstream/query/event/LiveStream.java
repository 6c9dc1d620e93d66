package io.fundstream.query.event;

import io.fundstream.query.page.ListId;
import io.fundstream.runtime.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One stream, from the place where it begins until its reader or we end it. Behind the end of the
 * feed it reads pages at its reader's pace; at the end it listens to the tail. Between the two
 * nothing is lost: it begins to listen first and then reads up to the end once more; nothing comes
 * twice: what it has passed already, it drops.
 */
final class LiveStream {
  private static final int PAGE = 200;
  private static final int RETRY_MILLIS = 1_000;

  private final Feed feed;
  private final FeedTail tail;
  private final FeedFilter filter;
  private final ListId list;
  private final SseWriter out;
  private final Runnable cut;
  private final Duration silence;
  private FeedPlace place;

  LiveStream(
      Feed feed,
      FeedTail tail,
      FeedFilter filter,
      FeedPlace start,
      SseWriter out,
      Runnable cut,
      Duration silence) {
    this.feed = feed;
    this.tail = tail;
    this.filter = filter;
    this.list = filter.list();
    this.place = start;
    this.out = out;
    this.cut = cut;
    this.silence = silence;
  }

  /**
   * Runs until the end: the reader's, ours, or its being cut off.
   *
   * @throws IOException if the reader is gone
   */
  void run() throws IOException, InterruptedException {
    out.open(RETRY_MILLIS, place.cursor(list));
    out.flush();
    while (true) {
      catchUp();
      Optional<Subscription> subscribed = tail.subscribe(filter, cut);
      if (subscribed.isEmpty()) {
        return;
      }
      Subscription subscription = subscribed.get();
      try {
        catchUp();
        Subscription.Next end = listen(subscription);
        if (!(end instanceof Subscription.Next.Restart)) {
          return;
        }
      } finally {
        tail.unsubscribe(subscription);
      }
    }
  }

  /** Reads pages until there is no more. */
  private void catchUp() throws IOException {
    boolean more = true;
    while (more && !tail.isClosed()) {
      more =
          switch (feed.after(filter, place, PAGE)) {
            case Feed.Found.Items(List<FeedItem> items, FeedPlace end, boolean rest) -> {
              for (FeedItem item : items) {
                write(Handed.of(item));
              }
              yield rest;
            }
            case Feed.Found.Reset(FeedPlace oldest) -> {
              place = oldest;
              byte[] reason = Json.bytes(Map.of("reason", "the feed has been filled anew"));
              out.event("reset", place.cursor(list), reason);
              yield true;
            }
          };
      out.flush();
    }
  }

  /** Hands on what the tail brings, until it is over. */
  private Subscription.Next listen(Subscription subscription)
      throws IOException, InterruptedException {
    while (true) {
      Subscription.Next next = subscription.next(Duration.ZERO);
      if (next instanceof Subscription.Next.Quiet) {
        out.flush();
        next = subscription.next(silence);
      }
      switch (next) {
        case Subscription.Next.Event(Handed handed) -> {
          if (!place.passed(handed.item().spot())) {
            write(handed);
          }
        }
        case Subscription.Next.Quiet quiet -> out.comment("still here");
        case Subscription.Next.Restart restart -> {
          return restart;
        }
        case Subscription.Next.CutOff cutOff -> {
          return cutOff;
        }
        case Subscription.Next.End end -> {
          return end;
        }
      }
    }
  }

  private void write(Handed handed) throws IOException {
    place = place.after(handed.item().spot());
    out.event(handed.item().event().type(), place.cursor(list), handed.json());
  }
}
