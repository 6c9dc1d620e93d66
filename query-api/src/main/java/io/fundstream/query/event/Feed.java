package io.fundstream.query.event;

import io.fundstream.query.database.Reads;
import io.fundstream.query.database.SqlText;
import io.fundstream.runtime.database.Transactions;
import io.fundstream.schemas.Context;
import io.fundstream.schemas.Topics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code read_model.event} as a feed.
 *
 * <p>Why nothing is missed: a part of a topic is written by one thread, one transaction after
 * another, so what is visible of it below {@code read_model.applied} is complete; a reader keeps
 * one offset for each part and never goes past that. Parts are independent, so no order between
 * their writers matters. Decision 0062 has the argument in full.
 *
 * <p>What it costs: one index probe a part and as many rows as asked for, wherever the place is.
 */
public final class Feed {
  /** The projection that fills the table read here. */
  public static final String PROJECTION = "event";

  /** The live version of the projection. */
  private record Live(UUID generation, String progress) {}

  /** What a page of the feed turned out to be. */
  public sealed interface Found {
    /**
     * @param items in the merged order
     * @param end the place after them
     * @param more whether more can be read at once
     */
    record Items(List<FeedItem> items, FeedPlace end, boolean more) implements Found {}

    /**
     * The place is of another generation.
     *
     * @param oldest where to start anew
     */
    record Reset(FeedPlace oldest) implements Found {}
  }

  private final Reads reads;
  private final List<String> contexts;

  public Feed(Reads reads, List<Context> contexts) {
    this.reads = reads;
    this.contexts = contexts.stream().map(Context::name).sorted().toList();
  }

  /** The names that the filter {@code context} takes. */
  public List<String> contexts() {
    return contexts;
  }

  /**
   * What follows a place.
   *
   * @param filter null for everything of every tenant
   * @param place null for the oldest event
   */
  public Found after(@Nullable FeedFilter filter, @Nullable FeedPlace place, int limit) {
    Transactions.Work<Found> work = connection -> after(connection, filter, place, limit);
    return filter == null ? reads.acrossTenants(work) : reads.as(filter.tenant(), work);
  }

  private Found after(
      Connection connection, @Nullable FeedFilter filter, @Nullable FeedPlace place, int limit)
      throws SQLException {
    Live live = live(connection);
    FeedPlace oldest = FeedPlace.oldest(live.generation());
    if (place != null && !place.generation().equals(live.generation())) {
      return new Found.Reset(oldest);
    }
    FeedPlace from = place == null ? oldest : place;
    List<FeedMerge.Candidate> candidates =
        FeedSql.candidates(parts(filter), filter, from, live.progress(), limit + 1)
            .list(connection, Feed::candidate);
    FeedMerge.Taken taken = FeedMerge.first(candidates, limit);
    List<FeedItem> items = FeedSql.rows(taken.spots()).list(connection, Feed::item);
    FeedPlace end = from;
    for (FeedItem item : items) {
      end = end.after(item.spot());
    }
    return new Found.Items(items, end, taken.more());
  }

  /** The place after the newest event: what happens from now on follows it. */
  public FeedPlace now() {
    return reads.acrossTenants(connection -> {
      Live live = live(connection);
      Map<String, long[]> next = new TreeMap<>();
      FeedSql.ends(parts(null), live.progress())
          .list(
              connection,
              row ->
                  next.computeIfAbsent(
                              row.getString("topic"), topic -> new long[Topics.PARTITIONS])[
                          row.getInt("part")] =
                      row.getLong("next"));
      return new FeedPlace(live.generation(), new TreeMap<>(next));
    });
  }

  /** Every part that the filter can find something in. */
  private List<FeedSql.Part> parts(@Nullable FeedFilter filter) {
    List<FeedSql.Part> parts = new ArrayList<>();
    for (String context : contexts) {
      if (filter == null || filter.context() == null || filter.context().equals(context)) {
        for (int part = 0; part < Topics.PARTITIONS; part++) {
          parts.add(new FeedSql.Part(Topics.of(context), part));
        }
      }
    }
    return parts;
  }

  private static Live live(Connection connection) throws SQLException {
    Optional<Live> live =
        new SqlText(
                """
                select generation, name || '-v' || version as progress
                from read_model.projection where name = ? and live\
                """,
                PROJECTION)
            .first(
                connection,
                row -> new Live(row.getObject(1, UUID.class), row.getString("progress")));
    return live.orElseThrow(() -> new SQLException("no live version of projection event", "58000"));
  }

  private static FeedMerge.Candidate candidate(ResultSet row) throws SQLException {
    return new FeedMerge.Candidate(
        spot(row),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        row.getLong("bytes"));
  }

  private static FeedItem item(ResultSet row) throws SQLException {
    return new FeedItem(spot(row), EventRows.item(row));
  }

  private static Spot spot(ResultSet row) throws SQLException {
    return new Spot(row.getString("topic"), row.getInt("part"), row.getLong("offset"));
  }
}
