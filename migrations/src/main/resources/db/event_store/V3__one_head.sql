-- One row an id where there were two. A fund is a stream and the partition key of its family, so each event moved
-- (and each new fund made) a row in partition_head and one in stream_head. docs/decisions/0097 has the figures.

create table event_store.head (
    id                 uuid        primary key,
    tenant             uuid        not null,
    context            text        collate "C",
    kind               text        collate "C" check (octet_length(kind) between 1 and 64),
    partition_key      uuid,
    version            int         check (version >= 0),
    first_at           timestamptz,
    stream_recorded_at timestamptz,
    seq                bigint      check (seq >= 0),
    hash               bytea       check (octet_length(hash) = 32),
    key_recorded_at    timestamptz,
    constraint head_is_of_a_stream_or_a_key check (num_nonnulls(version, seq) > 0),
    constraint head_of_a_stream_is_whole
        check (num_nulls(context, kind, partition_key, version, first_at, stream_recorded_at) in (0, 6)),
    constraint head_of_a_key_is_whole check (num_nulls(seq, hash, key_recorded_at) in (0, 3))
) with (fillfactor = 70);

comment on table event_store.head is
    'The last event of an id, as a stream (version) and as a partition key (seq); null for what it is not. Whoever holds the row lock writes the next event';
comment on column event_store.head.tenant is 'Whose the id is, as a stream and as a key';
comment on column event_store.head.kind is
    'Which kind of stream of its context (a context may have several): an id of one kind is unknown to another';
comment on column event_store.head.first_at is
    'recorded_at of version 1: the lower bound that prunes partitions when a stream is read from its start';

insert into event_store.head
select coalesce(k.partition_key, s.stream_id), coalesce(k.tenant, s.tenant),
       s.context, s.kind, s.partition_key, s.version, s.first_at, s.recorded_at,
       k.seq, k.hash, k.recorded_at
from event_store.partition_head k full join event_store.stream_head s on s.stream_id = k.partition_key;

drop table event_store.partition_head;
drop table event_store.stream_head;

-- Under the names that readers know.
create view event_store.partition_head as
select id as partition_key, tenant, seq, hash, key_recorded_at as recorded_at
from event_store.head where seq is not null;

create view event_store.stream_head as
select id as stream_id, tenant, context, kind, partition_key, version, first_at, stream_recorded_at as recorded_at
from event_store.head where version is not null;

grant select, insert, update on event_store.head to fundstream_gateway;
grant select on event_store.partition_head to fundstream_relay;
grant select on event_store.partition_head, event_store.stream_head to fundstream_verify;
