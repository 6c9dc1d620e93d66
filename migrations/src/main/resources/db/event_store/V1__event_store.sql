-- The write side. Runs as fundstream_owner, which cannot log in: nobody who serves requests owns the log.

create table event_store.event_log (
    event_id      uuid        not null,
    tenant        uuid        not null,
    context       text        collate "C" not null check (octet_length(context) between 1 and 64),
    stream_id     uuid        not null,
    version       int         not null check (version >= 1),
    partition_key uuid        not null,
    seq           bigint      not null check (seq >= 1),
    event_type    text        collate "C" not null check (octet_length(event_type) between 1 and 255),
    payload       bytea       not null check (octet_length(payload) between 10 and 1048576),
    metadata      bytea       not null check (octet_length(metadata) between 2 and 4096),
    effective_on  date        not null,
    recorded_at   timestamptz not null,
    hash          bytea       not null check (octet_length(hash) = 32),
    unique (stream_id, version, recorded_at),
    unique (partition_key, seq, recorded_at)
) partition by range (recorded_at);

comment on table event_store.event_log is
    'One row an event, append only. docs/hash-chain.md says which bytes the hash covers.';
comment on column event_store.event_log.payload is
    'Avro single-object encoding: 0xC3 0x01, the fingerprint of the writer schema (event_schema), the record';
comment on column event_store.event_log.metadata is
    'Canonical JSON (keys sorted, no white space): actor, causationId, correlationId, traceparent; absent when none';

create function event_store.refuse_change() returns trigger
    language plpgsql
    set search_path = pg_catalog
as $$
begin
    raise exception 'the event log is append only: % on %.% is refused', tg_op, tg_table_schema, tg_table_name
        using errcode = 'insufficient_privilege';
end
$$;

create trigger event_log_is_append_only
    before update or delete on event_store.event_log
    for each row execute function event_store.refuse_change();
alter table event_store.event_log enable always trigger event_log_is_append_only;

create trigger event_log_is_never_truncated
    before truncate on event_store.event_log
    for each statement execute function event_store.refuse_change();
alter table event_store.event_log enable always trigger event_log_is_never_truncated;

-- The locked head is the guard of order: whoever holds its row lock writes the next event of the key.
create table event_store.partition_head (
    partition_key uuid        primary key,
    tenant        uuid        not null,
    seq           bigint      not null check (seq >= 0),
    hash          bytea       not null check (octet_length(hash) = 32),
    recorded_at   timestamptz not null
) with (fillfactor = 70);

create table event_store.stream_head (
    stream_id     uuid        primary key,
    tenant        uuid        not null,
    context       text        collate "C" not null,
    kind          text        collate "C" not null check (octet_length(kind) between 1 and 64),
    partition_key uuid        not null,
    version       int         not null check (version >= 0),
    first_at      timestamptz not null,
    recorded_at   timestamptz not null
) with (fillfactor = 70);
comment on column event_store.stream_head.kind is
    'Which kind of stream of its context (a context may have several): an id of one kind is unknown to another';
comment on column event_store.stream_head.first_at is
    'recorded_at of version 1: the lower bound that prunes partitions when a stream is read from its start';

-- The database explains itself: payloads name their schema by fingerprint.
create table event_store.event_schema (
    fingerprint bytea       primary key check (octet_length(fingerprint) = 8),
    sha256      bytea       not null check (octet_length(sha256) = 32),
    json        text        not null,
    recorded_at timestamptz not null default clock_timestamp()
);
comment on column event_store.event_schema.fingerprint is 'CRC-64-AVRO, in the byte order of single-object encoding (little endian)';
comment on column event_store.event_schema.sha256 is 'SHA-256 of json, logical types included: Avro''s canonical form drops them';

create table event_store.snapshot (
    stream_id    uuid        primary key,
    version      int         not null check (version >= 1),
    code_version int         not null,
    state        bytea       not null check (octet_length(state) <= 1048576),
    recorded_at  timestamptz not null
);
comment on column event_store.snapshot.recorded_at is 'recorded_at of the event at this version: later events lie at or after it';

create table event_store.claim (
    tenant    uuid not null,
    scope     text collate "C" not null,
    value     text collate "C" not null check (octet_length(value) <= 2048),
    stream_id uuid not null,
    primary key (tenant, scope, value)
);

create table event_store.idempotency (
    tenant          uuid        not null,
    principal       text        collate "C" not null,
    idempotency_key text        collate "C" not null check (octet_length(idempotency_key) between 1 and 255),
    request_hash    bytea       not null check (octet_length(request_hash) = 32),
    status          smallint    not null,
    headers         jsonb       not null,
    body            bytea       not null,
    expires_at      timestamptz not null,
    primary key (tenant, principal, idempotency_key)
);
create index idempotency_expires_at on event_store.idempotency (expires_at);

-- Makes the partitions of this month and of the `ahead` months after it. The gateway calls it daily; it is the
-- owner's function, so that the gateway needs no right to create tables. Statement triggers are not cloned to
-- partitions, so each gets its own TRUNCATE trigger here.
create function event_store.ensure_partitions(ahead int) returns int
    language plpgsql
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    first_month date := date_trunc('month', now() at time zone 'UTC')::date;
    month date;
    name text;
    made int := 0;
begin
    if ahead is null or ahead not between 0 and 60 then
        raise exception 'ahead must be between 0 and 60' using errcode = 'invalid_parameter_value';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('fundstream.ensure_partitions', 0));
    for n in 0 .. ahead loop
        month := (first_month + make_interval(months => n))::date;
        name := 'event_log_' || to_char(month, 'YYYY_MM');
        continue when to_regclass('event_store.' || name) is not null;
        execute format(
            'create table event_store.%I partition of event_store.event_log for values from (%L) to (%L)',
            name, month::text || ' 00:00:00+00', (month + interval '1 month')::date::text || ' 00:00:00+00');
        execute format(
            'create trigger event_log_is_never_truncated before truncate on event_store.%I '
            'for each statement execute function event_store.refuse_change()', name);
        execute format('alter table event_store.%I enable always trigger event_log_is_never_truncated', name);
        execute format('alter table event_store.%I enable always trigger event_log_is_append_only', name);
        made := made + 1;
    end loop;
    return made;
end
$$;
revoke all on function event_store.ensure_partitions(int) from public;

-- How many whole months after this one have a partition: readiness fails at 0.
create function event_store.partitions_ahead() returns int
    language sql stable
    set search_path = pg_catalog
as $$
    select coalesce(max(n), 0) from generate_series(0, 60) n
    where not exists (
        select from generate_series(0, n) k
        where to_regclass('event_store.event_log_' || to_char(
            (date_trunc('month', now() at time zone 'UTC') + make_interval(months => k)), 'YYYY_MM')) is null)
$$;

do $$ begin perform event_store.ensure_partitions(12); end $$;

create publication outbox for table event_store.event_log
    with (publish = 'insert', publish_via_partition_root = true);
