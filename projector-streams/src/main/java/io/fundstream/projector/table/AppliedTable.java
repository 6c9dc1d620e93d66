package io.fundstream.projector.table;

import io.fundstream.runtime.database.Statements;
import java.util.Comparator;
import java.util.List;

/** {@code read_model.applied}: how far each part is complete, for readers that page by offset. */
final class AppliedTable {
  private static final String MOVE =
      """
      insert into read_model.applied as a (projection, topic, part, "offset")
      select t.* from unnest(?::text[], ?::text[], ?::int[], ?::bigint[]) t
      on conflict (projection, topic, part) do update set "offset" = excluded."offset"
      where a."offset" < excluded."offset"
      """;

  private AppliedTable() {}

  /** Every record of a part before an offset is applied or parked. */
  record Complete(String projection, Part part, long offset) {}

  /** Moves parts forward; never back, so a replay does not hide what readers have seen. */
  static void move(Statements statements, List<Complete> parts) {
    if (parts.isEmpty()) {
      return;
    }
    List<Complete> sorted =
        parts.stream()
            .sorted(Comparator.comparing(Complete::projection).thenComparing(Complete::part))
            .toList();
    statements.count(
        MOVE,
        moved -> {},
        (statement, first) ->
            new Columns<>(statement, first, sorted)
                .add("text", Complete::projection)
                .add("text", complete -> complete.part().topic())
                .add("int4", complete -> complete.part().part())
                .addLongs(Complete::offset)
                .next());
  }
}
