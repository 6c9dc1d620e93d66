package io.fundstream.gateway.log.write;

/**
 * The statements that write a batch. Every one takes whole columns as arrays; microseconds become
 * instants on the server, where multiplying an interval is exact.
 */
final class BatchSql {
  private static final String INSTANT = "timestamptz 'epoch' + %s * interval '1 microsecond'";

  static final String RELEASE =
      """
      delete from event_store.claim c
       using unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[]) as u(tenant, scope, value, stream_id)
       where (c.tenant, c.scope, c.value, c.stream_id) = (u.tenant, u.scope, u.value, u.stream_id)\
      """;

  static final String TAKE =
      """
      insert into event_store.claim (tenant, scope, value, stream_id)
      select * from unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[])
      on conflict do nothing returning tenant, scope, value\
      """;

  private static final String HEAD_ROWS =
      """
      unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::bigint[], ?::bigint[],
             ?::bigint[], ?::bigint[], ?::bytea[], ?::bigint[])
          as u(id, tenant, context, kind, partition_key, version, first_at, stream_at, seq, hash, key_at)\
      """;

  static final String NEW_HEADS =
      """
      insert into event_store.head (id, tenant, context, kind, partition_key, version, first_at,
             stream_recorded_at, seq, hash, key_recorded_at)
      select id, tenant, context, kind, partition_key, version::int, %s, %s, seq, hash, %s from %s
      on conflict do nothing returning id\
      """
          .formatted(
              INSTANT.formatted("first_at"),
              INSTANT.formatted("stream_at"),
              INSTANT.formatted("key_at"),
              HEAD_ROWS);

  static final String HEADS =
      """
      update event_store.head h
         set context = u.context, kind = u.kind, partition_key = u.partition_key,
             version = u.version::int, first_at = %s, stream_recorded_at = %s,
             seq = u.seq, hash = u.hash, key_recorded_at = %s
        from %s
       where h.id = u.id\
      """
          .formatted(
              INSTANT.formatted("u.first_at"),
              INSTANT.formatted("u.stream_at"),
              INSTANT.formatted("u.key_at"),
              HEAD_ROWS);

  static final String EVENTS =
      """
      insert into event_store.event_log
             (event_id, tenant, context, stream_id, version, partition_key, seq, event_type, payload,
              metadata, effective_on, recorded_at, hash)
      select e, t, c, i, v, k, s, y, p, m, date 'epoch' + d, %s, h
        from unnest(?::uuid[], ?::uuid[], ?::text[], ?::uuid[], ?::int[], ?::uuid[], ?::bigint[],
                    ?::text[], ?::bytea[], ?::bytea[], ?::int[], ?::bigint[], ?::bytea[])
             as u(e, t, c, i, v, k, s, y, p, m, d, r, h)\
      """
          .formatted(INSTANT.formatted("r"));

  static final String ANSWERS =
      """
      insert into event_store.idempotency
             (tenant, principal, idempotency_key, request_hash, status, headers, body, expires_at)
      select t, p, k, q, s, h::jsonb, b, clock_timestamp() + x * interval '1 second'
        from unnest(?::uuid[], ?::text[], ?::text[], ?::bytea[], ?::int[], ?::text[], ?::bytea[],
                    ?::bigint[]) as u(t, p, k, q, s, h, b, x)
      on conflict (tenant, principal, idempotency_key) do update
         set request_hash = excluded.request_hash, status = excluded.status,
             headers = excluded.headers, body = excluded.body, expires_at = excluded.expires_at
       where idempotency.expires_at <= clock_timestamp()\
      """;

  static final String SNAPSHOTS =
      """
      insert into event_store.snapshot as s (stream_id, version, code_version, state, recorded_at)
      select i, v, c, b, %s from unnest(?::uuid[], ?::int[], ?::int[], ?::bytea[], ?::bigint[])
             as u(i, v, c, b, r)
      on conflict (stream_id) do update set version = excluded.version,
             code_version = excluded.code_version, state = excluded.state,
             recorded_at = excluded.recorded_at\
      """
          .formatted(INSTANT.formatted("r"));

  private BatchSql() {}
}
