-- A writer of its own for the tests of the audit: the hash as the database derives it, from docs/hash-chain.md.
-- Owned by the superuser, in a schema of its own.
create schema test_log;

create function test_log.derive(previous bytea, e event_store.event_log) returns bytea
    language sql stable
    set timezone = 'UTC'
    set datestyle = 'ISO'
as $$
    select sha256(
        'fundstream.event.v1'::bytea
        || previous
        || int4send(16) || uuid_send(e.event_id)
        || int4send(16) || uuid_send(e.tenant)
        || int4send(octet_length(e.context)) || convert_to(e.context, 'UTF8')
        || int4send(16) || uuid_send(e.stream_id)
        || int4send(4) || int4send(e.version)
        || int4send(16) || uuid_send(e.partition_key)
        || int4send(8) || int8send(e.seq)
        || int4send(octet_length(e.event_type)) || convert_to(e.event_type, 'UTF8')
        || int4send(octet_length(e.payload)) || e.payload
        || int4send(octet_length(e.metadata)) || e.metadata
        || int4send(octet_length(e.effective_on::text)) || convert_to(e.effective_on::text, 'UTF8')
        || int4send(8) || int8send((extract(epoch from e.recorded_at) * 1000000)::bigint))
$$;

-- The schema of docs/hash-chain/vectors.json and its fingerprint.
create function test_log.schema_json() returns text language sql immutable as $$
    select '{"name":"fundstream.vector.NoteTaken","type":"record","fields":[{"name":"note","type":"string"}]}'
$$;
insert into event_store.event_schema (fingerprint, sha256, json)
values (decode('ff0981a4ec3b6866', 'hex'), sha256(convert_to(test_log.schema_json(), 'UTF8')), test_log.schema_json());

-- Appends one event of a stream under a key; the head says where it goes.
create function test_log.append(the_key uuid, the_stream uuid, the_context text, note text) returns void
    language plpgsql
as $$
declare
    head event_store.partition_head;
    stream event_store.stream_head;
    e event_store.event_log;
begin
    select * into head from event_store.partition_head where partition_key = the_key;
    select * into stream from event_store.stream_head where stream_id = the_stream;
    e.event_id := gen_random_uuid();
    e.tenant := '00000000-0000-7000-8000-000000000001';
    e.context := the_context;
    e.stream_id := the_stream;
    e.version := coalesce(stream.version, 0) + 1;
    e.partition_key := the_key;
    e.seq := coalesce(head.seq, 0) + 1;
    e.event_type := 'fundstream.vector.NoteTaken';
    e.payload := decode('c301ff0981a4ec3b6866', 'hex') || set_byte('\x00', 0, octet_length(note) * 2) || convert_to(note, 'UTF8');
    e.metadata := convert_to('{"actor":"test","correlationId":"c-' || e.seq || '"}', 'UTF8');
    e.effective_on := date '2024-02-29';
    e.recorded_at := greatest(date_trunc('microseconds', clock_timestamp()), head.recorded_at + interval '1 microsecond');
    e.hash := test_log.derive(coalesce(head.hash, decode(repeat('00', 32), 'hex')), e);
    insert into event_store.event_log select e.*;
    insert into event_store.head (id, tenant, seq, hash, key_recorded_at)
    values (the_key, e.tenant, e.seq, e.hash, e.recorded_at)
    on conflict (id) do update
    set seq = excluded.seq, hash = excluded.hash, key_recorded_at = excluded.key_recorded_at;
    insert into event_store.head
        (id, tenant, context, kind, partition_key, version, first_at, stream_recorded_at)
    values (the_stream, e.tenant, the_context, the_context, the_key, e.version, e.recorded_at, e.recorded_at)
    on conflict (id) do update
    set context = excluded.context, kind = excluded.kind, partition_key = excluded.partition_key,
        version = excluded.version, first_at = coalesce(stream.first_at, excluded.first_at),
        stream_recorded_at = excluded.stream_recorded_at;
end
$$;

-- Hashes a key's events anew from one seq on, as a forger would.
create function test_log.rehash(the_key uuid, from_seq bigint) returns void
    language plpgsql
as $$
declare
    e event_store.event_log;
    previous bytea;
begin
    select hash into previous from event_store.event_log where partition_key = the_key and seq = from_seq - 1;
    previous := coalesce(previous, decode(repeat('00', 32), 'hex'));
    for e in select * from event_store.event_log where partition_key = the_key and seq >= from_seq order by seq loop
        previous := test_log.derive(previous, e);
        update event_store.event_log set hash = previous where partition_key = the_key and seq = e.seq;
    end loop;
end
$$;

-- Loads docs/hash-chain/vectors.json.
create function test_log.load(vectors json) returns void
    language plpgsql
as $$
begin
    create table if not exists event_store.event_log_vectors partition of event_store.event_log
        for values from ('2000-01-01 00:00:00+00') to ('2000-02-01 00:00:00+00');
    insert into event_store.event_schema (fingerprint, sha256, json)
    select decode(s ->> 'fingerprint', 'hex'), sha256(convert_to(s ->> 'json', 'UTF8')), s ->> 'json'
    from json_array_elements(vectors -> 'schemas') s
    on conflict do nothing;
    insert into event_store.event_log
    select (e ->> 'event_id')::uuid, (e ->> 'tenant')::uuid, e ->> 'context', (e ->> 'stream_id')::uuid,
           (e ->> 'version')::int, (e ->> 'partition_key')::uuid, (e ->> 'seq')::bigint, e ->> 'event_type',
           decode(e ->> 'payload', 'hex'), decode(e ->> 'metadata', 'hex'), (e ->> 'effective_on')::date,
           timestamptz 'epoch' + ((e ->> 'recorded_at') || ' microseconds')::interval, decode(e ->> 'hash', 'hex')
    from json_array_elements(vectors -> 'events') e;
    insert into event_store.partition_head
    select (h ->> 'partition_key')::uuid, (h ->> 'tenant')::uuid, (h ->> 'seq')::bigint, decode(h ->> 'hash', 'hex'),
           timestamptz 'epoch' + ((h ->> 'recorded_at') || ' microseconds')::interval
    from json_array_elements(vectors -> 'heads') h;
    insert into event_store.head
        (id, tenant, context, kind, partition_key, version, first_at, stream_recorded_at)
    select (s ->> 'stream_id')::uuid, (s ->> 'tenant')::uuid, s ->> 'context', 'vector', (s ->> 'partition_key')::uuid,
           (s ->> 'version')::int,
           timestamptz 'epoch' + ((s ->> 'first_at') || ' microseconds')::interval,
           timestamptz 'epoch' + ((s ->> 'recorded_at') || ' microseconds')::interval
    from json_array_elements(vectors -> 'streams') s
    on conflict (id) do update
    set context = excluded.context, kind = excluded.kind, partition_key = excluded.partition_key,
        version = excluded.version, first_at = excluded.first_at, stream_recorded_at = excluded.stream_recorded_at;
end
$$;
