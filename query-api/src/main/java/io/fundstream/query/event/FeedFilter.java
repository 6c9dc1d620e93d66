package io.fundstream.query.event;

import io.fundstream.query.page.ListId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events of the feed someone reads.
 *
 * @param context null for every context
 * @param streamId null for every stream
 */
public record FeedFilter(UUID tenant, @Nullable String context, @Nullable UUID streamId) {

  /** The list that cursors of this filter belong to; pages and streams share it. */
  public ListId list() {
    return ListId.of("events", tenant, context, streamId);
  }

  boolean lets(FeedItem item) {
    return tenant.equals(item.event().tenant())
        && (context == null || context.equals(item.event().context()))
        && (streamId == null || streamId.equals(item.event().streamId()));
  }
}
