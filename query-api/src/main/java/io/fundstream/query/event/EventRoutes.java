package io.fundstream.query.event;

import io.fundstream.query.freshness.Awaited;
import io.fundstream.query.freshness.Freshness;
import io.fundstream.query.page.ListAnswer;
import io.fundstream.query.page.Page;
import io.fundstream.query.page.Paging;
import io.fundstream.runtime.http.HttpServer;
import io.fundstream.runtime.http.RouteTable;
import io.fundstream.runtime.http.Routes;
import io.fundstream.runtime.parameters.Parameters;
import io.fundstream.runtime.problem.ProblemException;
import io.fundstream.runtime.text.Reading;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v1/events}: the feed in pages, oldest first. */
public final class EventRoutes implements Routes {
  /** The place after the last item of an answer, whether or not more follows already. */
  static final String CURSOR_HEADER = "Fundstream-Cursor";

  private final Feed feed;
  private final Freshness freshness;

  public EventRoutes(Feed feed, Freshness freshness) {
    this.feed = feed;
    this.freshness = freshness;
  }

  @Override
  public void register(RouteTable table) {
    table.get("/v1/events", this::list);
  }

  private void list(Context ctx) {
    Parameters parameters = Parameters.of(ctx);
    FeedFilter filter = filter(ctx, parameters, feed);
    Paging<FeedPlace> paging = Paging.withoutSkip(parameters, filter.list(), FeedPlace::read);
    Awaited.of(ctx, parameters).await(ctx, freshness, List.of(Feed.PROJECTION), List.of());
    switch (feed.after(filter, paging.after(), paging.limit())) {
      case Feed.Found.Items(List<FeedItem> items, FeedPlace end, boolean more) -> {
        String cursor = end.cursor(filter.list());
        ctx.header(CURSOR_HEADER, cursor);
        List<EventItem> events = items.stream().map(FeedItem::event).toList();
        ListAnswer.write(ctx, new Page<>(events, more ? cursor : null), EventRows.CSV);
      }
      case Feed.Found.Reset reset -> throw new ProblemException(EventProblems.feedReset());
    }
  }

  /** Reads {@code context} and {@code streamId}. */
  static FeedFilter filter(Context ctx, Parameters parameters, Feed feed) {
    @Nullable String context = parameters.read("context", text -> context(text, feed));
    return new FeedFilter(HttpServer.principal(ctx).tenant(), context, parameters.uuid("streamId"));
  }

  private static Reading<String> context(String text, Feed feed) {
    return feed.contexts().contains(text)
        ? Reading.of(text)
        : Reading.wrong("One of %s is expected.", String.join(", ", feed.contexts()));
  }
}
