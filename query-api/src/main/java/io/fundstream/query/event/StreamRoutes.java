package io.fundstream.query.event;

import io.fundstream.query.page.Paging;
import io.fundstream.runtime.database.Unavailable;
import io.fundstream.runtime.http.RouteTable;
import io.fundstream.runtime.http.Routes;
import io.fundstream.runtime.parameters.Parameters;
import io.fundstream.runtime.problem.FieldError;
import io.fundstream.runtime.problem.ProblemException;
import io.fundstream.runtime.problem.Problems;
import io.fundstream.runtime.text.Reading;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/events/stream}: the feed as Server-Sent Events, going on for as long as one likes. */
public final class StreamRoutes implements Routes {
  private static final Logger LOG = LoggerFactory.getLogger(StreamRoutes.class);
  private static final String LAST_EVENT_ID = "Last-Event-ID";

  private final Feed feed;
  private final FeedTail tail;
  private final FeedLimits limits;
  private final Semaphore places;
  private final Counter cutOff;

  public StreamRoutes(Feed feed, FeedTail tail, FeedLimits limits, MeterRegistry meters) {
    this.feed = feed;
    this.tail = tail;
    this.limits = limits;
    this.places = new Semaphore(limits.maxStreams());
    this.cutOff = meters.counter("streams.cut.off");
    meters.gauge("streams.open", places, free -> limits.maxStreams() - free.availablePermits());
  }

  @Override
  public void register(RouteTable table) {
    table.stream("/v1/events/stream", this::stream);
  }

  private void stream(Context ctx) throws InterruptedException {
    Parameters parameters = Parameters.of(ctx);
    FeedFilter filter = EventRoutes.filter(ctx, parameters, feed);
    FeedPlace asked = place(ctx, parameters, filter);
    if (tail.isClosed()) {
      throw new ProblemException(Problems.unavailable("This instance is stopping.", 1));
    }
    if (!places.tryAcquire()) {
      throw new ProblemException(EventProblems.tooManyStreams(limits.maxStreams()));
    }
    try {
      // Asked before the answer begins, so that a database that is away is still a 503.
      FeedPlace start = asked == null ? feed.now() : asked;
      run(ctx, filter, start);
    } finally {
      places.release();
    }
  }

  /** A browser that comes back repeats its address, so the header, which is newer, wins. */
  private static @Nullable FeedPlace place(Context ctx, Parameters parameters, FeedFilter filter) {
    FeedPlace place =
        parameters.read("cursor", text -> Paging.cursor(filter.list(), text, FeedPlace::read));
    List<FieldError> errors = new ArrayList<>(parameters.errors());
    String header = ctx.header(LAST_EVENT_ID);
    if (header != null && !header.isBlank()) {
      switch (Paging.cursor(filter.list(), header.strip(), FeedPlace::read)) {
        case Reading.Value<FeedPlace>(FeedPlace value) -> place = value;
        case Reading.Wrong<FeedPlace>(String detail) ->
            errors.add(FieldError.header(LAST_EVENT_ID, detail));
      }
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(Problems.invalid(errors));
    }
    return place;
  }

  private void run(Context ctx, FeedFilter filter, FeedPlace start) throws InterruptedException {
    ctx.contentType("text/event-stream").header("Cache-Control", "no-store");
    // Proxies would hold events back until they have a buffer full.
    ctx.header("X-Accel-Buffering", "no");
    EndPoint connection = endPoint(ctx);
    try {
      SseWriter out = new SseWriter(ctx.res().getOutputStream());
      Runnable cut = () -> cut(connection);
      new LiveStream(feed, tail, filter, start, out, cut, limits.silence()).run();
    } catch (IOException | Unavailable e) {
      // The reader went, was cut off while writing, or the database did: it comes back by its id.
      LOG.debug("a stream ended: {}", e.getMessage());
    }
  }

  private void cut(EndPoint connection) {
    cutOff.increment();
    LOG.info("a stream is cut off: its reader is too slow");
    connection.close();
  }

  /** Closing it ends a write that waits for a slow reader, which nothing else does. */
  private static EndPoint endPoint(Context ctx) {
    return ServletContextRequest.getServletContextRequest(ctx.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint();
  }
}
