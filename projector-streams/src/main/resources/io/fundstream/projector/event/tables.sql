-- The tables of version {v} of this projection: the one place that says what they are. The projector makes them and
-- their views. Only version 1 of an installation was made by V1 of the migrations, which is never edited: it says what
-- the first release had, and a change here comes with the next version of the projection's code.
create table read_model.event_v{v} (
    event_id       uuid        primary key,
    tenant         uuid        not null,
    context        text        collate "C" not null,
    type           text        collate "C" not null,
    stream_id      uuid        not null,
    version        int         not null,
    partition_key  uuid        not null,
    seq            bigint      not null,
    topic          text        collate "C" not null,
    part           int         not null,
    "offset"       bigint      not null,
    actor          text        not null,
    correlation_id text        not null,
    effective_on   date        not null,
    recorded_at    timestamptz not null,
    payload_text   text        not null,
    payload        jsonb       not null,
    hash           bytea       not null
);
create unique index event_v{v}_feed on read_model.event_v{v} (topic, part, "offset");
-- One stream out of the feed, read by the same cursor: a stream lives in one part, so this is also its version order.
create index event_v{v}_stream on read_model.event_v{v} (stream_id, topic, part, "offset");
create index event_v{v}_fund on read_model.event_v{v} (partition_key, recorded_at desc);
comment on column read_model.event_v{v}.type is 'the short name, as in HTTP';
