package io.fundstream.projector.table;

import io.fundstream.runtime.database.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code read_model.applied}: how far each part is complete, for readers that page by offset. */
final class AppliedTable {
  private static final String MOVE =
      """
      insert into read_model.applied as a (projection, topic, part, "offset")
      select ?, t.* from unnest(?::text[], ?::int[], ?::bigint[]) t
      on conflict (projection, topic, part) do update set "offset" = excluded."offset"
      where a."offset" < excluded."offset"
      """;

  private final String projection;

  AppliedTable(String projection) {
    this.projection = projection;
  }

  /** Moves parts forward; never back, so a replay does not hide what readers have seen. */
  void move(Statements statements, Map<Part, Long> offsets) {
    if (offsets.isEmpty()) {
      return;
    }
    List<Map.Entry<Part, Long>> sorted = new ArrayList<>(new TreeMap<>(offsets).entrySet());
    statements.count(
        MOVE,
        moved -> {},
        (statement, first) -> {
          statement.setString(first, projection);
          return new Columns<>(statement, first + 1, sorted)
              .add("text", e -> e.getKey().topic())
              .add("int4", e -> e.getKey().part())
              .addLongs(Map.Entry::getValue)
              .next();
        });
  }
}
