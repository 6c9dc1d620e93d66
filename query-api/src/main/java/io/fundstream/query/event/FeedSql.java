package io.fundstream.query.event;

import io.fundstream.query.database.SqlText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements of the feed. */
final class FeedSql {
  private static final String CANDIDATES =
      """
      select p.topic, p.part, e."offset", e.recorded_at, e.bytes
      from unnest(?::text[], ?::int[], ?::bigint[]) as p(topic, part, next)
      left join read_model.applied a
        on a.projection = ? and a.topic = p.topic and a.part = p.part
      cross join lateral (
        select e."offset", e.recorded_at, octet_length(e.payload_text) as bytes
        from read_model.event e
        where e.topic = p.topic and e.part = p.part and e."offset" >= p.next
          and e."offset" < coalesce(a."offset", 9223372036854775807)\
      """;

  private static final String ROWS =
      """
      select w.topic, w.part, w."offset",
      """
          + EventRows.COLUMNS
          + """

          from unnest(?::text[], ?::int[], ?::bigint[]) with ordinality as w(topic, part, "offset", n)
          cross join lateral (
            select
          """
          + EventRows.COLUMNS
          + """

            from read_model.event e
            where e.topic = w.topic and e.part = w.part and e."offset" = w."offset" limit 1) e
          order by w.n\
          """;

  private static final String ENDS =
      """
      select p.topic, p.part, least(a."offset", 1 + (
        select max(e."offset") from read_model.event e where e.topic = p.topic and e.part = p.part
      )) as next
      from unnest(?::text[], ?::int[]) as p(topic, part)
      left join read_model.applied a
        on a.projection = ? and a.topic = p.topic and a.part = p.part\
      """;

  /** One part of one topic. */
  record Part(String topic, int number) {}

  private FeedSql() {}

  /**
   * Of each part the first events that follow the place: where they lie, when they were recorded,
   * how large they are. The rest of a row is read only of those that get onto the page.
   *
   * @param filter null for everything
   */
  static SqlText candidates(
      List<Part> parts, @Nullable FeedFilter filter, FeedPlace from, String progress, int limit) {
    Object[] next = parts.stream().map(p -> from.next(p.topic(), p.number())).toArray(Long[]::new);
    SqlText sql = new SqlText(CANDIDATES, topics(parts), numbers(parts), next, progress);
    if (filter != null) {
      sql.add("and e.tenant = ?", filter.tenant()).addIf(filter.streamId(), "and e.stream_id = ?");
    }
    return sql.add("order by e.\"offset\" limit ?) e", limit);
  }

  /** Whole rows, in the order of the spots. */
  static SqlText rows(List<Spot> spots) {
    return new SqlText(
        ROWS,
        spots.stream().map(Spot::topic).toArray(String[]::new),
        spots.stream().map(Spot::part).toArray(Integer[]::new),
        spots.stream().map(Spot::offset).toArray(Long[]::new));
  }

  /** Of each part the first offset that has not been applied. */
  static SqlText ends(List<Part> parts, String progress) {
    return new SqlText(ENDS, topics(parts), numbers(parts), progress);
  }

  private static String[] topics(List<Part> parts) {
    return parts.stream().map(Part::topic).toArray(String[]::new);
  }

  private static Integer[] numbers(List<Part> parts) {
    return parts.stream().map(Part::number).toArray(Integer[]::new);
  }
}
