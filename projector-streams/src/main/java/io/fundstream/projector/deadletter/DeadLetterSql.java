package io.fundstream.projector.deadletter;

/** The statements of {@link DeadLetters}. */
final class DeadLetterSql {
  static final String LETTER =
      """
      select k.projection, k.partition_key, k.topic, k.part, k."offset", k.seq, k.reason, k.stack_digest, k.parked_at,
        (select count(*) from (
          select from read_model.parked b where b.projection = k.projection and b.partition_key = k.partition_key
            and not b.poison limit 100000) c) as behind
      """;

  static final String LIST =
      LETTER
          + """
          from read_model.parked k where k.poison and (? or k.projection = any (?))
          order by k.parked_at, k.projection, k.topic, k.part, k."offset" limit ?
          """;

  static final String SHOW =
      LETTER
          + """
          , (select p.seq from read_model.progress p
             where p.projection = k.projection and p.partition_key = k.partition_key) as progress,
          k.headers, k.key, substr(k.record, 1, ?) as record, octet_length(k.record) as size
          from read_model.parked k where k.topic = ? and k.part = ? and k."offset" = ? and (? or k.projection = any (?))
          order by k.projection limit ?
          """;

  static final String WISH =
      """
      insert into read_model.wish (kind, projection, partition_key, topic, part, "offset")
      select ?, k.projection, k.partition_key, k.topic, k.part, k."offset" from read_model.parked k
      where k.poison and (? or k.projection = any (?)) and (? or (k.topic = ? and k.part = ? and k."offset" = ?))
      order by k.parked_at, k.projection, k.topic, k.part, k."offset" limit ?
      returning id, projection, partition_key, topic, part, "offset"
      """;

  static final String FIRST =
      LETTER
          + """
          from read_model.parked k where k.projection = ? and k.partition_key = ?
            and (k.topic = ? and k.part = ? and k."offset" = ? or not ?)
          order by k.seq nulls first, k.topic, k.part, k."offset" limit 1
          """;

  private DeadLetterSql() {}
}
