package io.fundstream.gateway.log;

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

  static final String NEW_KEYS =
      """
      insert into event_store.partition_head (partition_key, tenant, seq, hash, recorded_at)
      select k, t, s, h, %s from unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::bytea[], ?::bigint[])
             as u(k, t, s, h, r)
      on conflict do nothing returning partition_key\
      """
          .formatted(INSTANT.formatted("r"));

  static final String KEYS =
      """
      update event_store.partition_head p set seq = s, hash = h, recorded_at = %s
        from unnest(?::uuid[], ?::bigint[], ?::bytea[], ?::bigint[]) as u(k, s, h, r)
       where p.partition_key = k\
      """
          .formatted(INSTANT.formatted("r"));

  static final String NEW_STREAMS =
      """
      insert into event_store.stream_head
             (stream_id, tenant, context, kind, partition_key, version, first_at, recorded_at)
      select i, t, c, n, k, v, %s, %s
        from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::int[], ?::bigint[],
                    ?::bigint[]) as u(i, t, c, n, k, v, f, r)
      on conflict do nothing returning stream_id\
      """
          .formatted(INSTANT.formatted("f"), INSTANT.formatted("r"));

  static final String STREAMS =
      """
      update event_store.stream_head s set version = v, recorded_at = %s
        from unnest(?::uuid[], ?::int[], ?::bigint[]) as u(i, v, r)
       where s.stream_id = i\
      """
          .formatted(INSTANT.formatted("r"));

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
