-- The read side. Runs as fundstream_projector, which owns read_model and nothing else. Tables carry the version of
-- the projection that fills them; readers use the views without it.

-- Which version of a projection the views show.
create table read_model.projection (
    name       text        collate "C" not null,
    version    int         not null,
    live       boolean     not null,
    generation uuid        not null,
    created_at timestamptz not null default clock_timestamp(),
    primary key (name, version)
);
create unique index projection_live on read_model.projection (name) where live;
comment on column read_model.projection.generation is
    'Changes when the tables are filled anew from other offsets: cursors of an older generation are reset';

-- projection is '<name>-v<N>', as the application id.
create table read_model.progress (
    projection    text   collate "C" not null,
    partition_key uuid   not null,
    seq           bigint not null,
    primary key (projection, partition_key)
) with (fillfactor = 70);

-- Everything recorded before settled_at has been applied.
create table read_model.settled (
    projection text        collate "C" not null,
    part       int         not null,
    settled_at timestamptz not null,
    primary key (projection, part)
) with (fillfactor = 70);

-- Every record of a topic's part before "offset" has been applied or parked. Rows of read_model.event at or after it
-- may be there while an earlier one still waits for its turn (seq runs across topics), so the feed stops short of it.
-- No row: the projection applies in offset order and the feed needs no bound.
create table read_model.applied (
    projection text   collate "C" not null,
    topic      text   collate "C" not null,
    part       int    not null,
    "offset"   bigint not null,
    primary key (projection, topic, part)
) with (fillfactor = 70);

create table read_model.parked (
    projection    text        collate "C" not null,
    partition_key uuid        not null,
    topic         text        collate "C" not null,
    part          int         not null,
    "offset"      bigint      not null,
    seq           bigint,
    key           bytea,
    record        bytea,
    headers       jsonb       not null,
    reason        text        not null,
    stack_digest  text        collate "C",
    poison        boolean     not null,
    parked_at     timestamptz not null default clock_timestamp(),
    primary key (projection, topic, part, "offset")
);
create index parked_key on read_model.parked (projection, partition_key, seq);
comment on column read_model.parked.partition_key is 'all zeros if the record''s key cannot be read';
comment on column read_model.parked.stack_digest is 'equal for failures in the same place of the code';
comment on column read_model.parked.poison is 'true: it could not be decoded or applied; false: it waits behind one that could not';

create table read_model.fund_v1 (
    id                       uuid          primary key,
    tenant                   uuid          not null,
    version                  int           not null,
    name                     text          collate "C" not null,
    vintage_year             int           not null,
    currency                 text          collate "C" not null,
    target_size              numeric(20,2) not null,
    hard_cap                 numeric(20,2),
    management_fee_rate      numeric(9,6)  not null,
    carry_rate               numeric(9,6)  not null,
    hurdle_rate              numeric(9,6)  not null,
    status                   text          collate "C" not null,
    draft_config_version     int,
    published_config_version int,
    created_at               timestamptz   not null,
    updated_at               timestamptz   not null
);
create index fund_v1_name on read_model.fund_v1 (tenant, name, id);
create index fund_v1_vintage_year on read_model.fund_v1 (tenant, vintage_year, id);
create index fund_v1_created_at on read_model.fund_v1 (tenant, created_at, id);
create index fund_v1_fundraising on read_model.fund_v1 (tenant, created_at, id) where status = 'FUNDRAISING';

-- One row a version of a fund, for knownAt. The row of a version is the fund as it was after that version.
create table read_model.fund_history_v1 (
    like read_model.fund_v1,
    recorded_at timestamptz not null,
    primary key (id, version)
);
create index fund_history_v1_recorded_at on read_model.fund_history_v1 (id, recorded_at desc);

create table read_model.fund_config_v1 (
    fund_id        uuid        not null,
    config_version int         not null,
    version        int         not null,
    tenant         uuid        not null,
    config_text    text        collate "C" not null,
    config         jsonb       not null,
    status         text        collate "C" not null,
    created_at     timestamptz not null,
    published_at   timestamptz,
    primary key (fund_id, config_version)
);
comment on column read_model.fund_config_v1.version is 'the version of the fund that changed it last';
create index fund_config_v1_config on read_model.fund_config_v1 using gin (config jsonb_path_ops);

-- The trail and the feed of every context.
create table read_model.event_v1 (
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
create unique index event_v1_feed on read_model.event_v1 (topic, part, "offset");
-- One stream out of the feed, read by the same cursor: a stream lives in one part, so this is also its version order.
create index event_v1_stream on read_model.event_v1 (stream_id, topic, part, "offset");
create index event_v1_fund on read_model.event_v1 (partition_key, recorded_at desc);
comment on column read_model.event_v1.type is 'the short name, as in HTTP';

create table read_model.activity_v1 (
    id            uuid        primary key,
    tenant        uuid        not null,
    fund_id       uuid        not null,
    type          text        collate "C" not null,
    summary       text        not null,
    actor         text        not null,
    recorded_at   timestamptz not null,
    partition_key uuid        not null,
    seq           bigint      not null
);
create index activity_v1_recorded_at on read_model.activity_v1 (tenant, recorded_at desc, id desc);
create index activity_v1_fund on read_model.activity_v1 (fund_id, recorded_at desc, id desc);

create view read_model.fund as select * from read_model.fund_v1;
create view read_model.fund_history as select * from read_model.fund_history_v1;
create view read_model.fund_config as select * from read_model.fund_config_v1;
create view read_model.event as select * from read_model.event_v1;
create view read_model.activity as select * from read_model.activity_v1;

insert into read_model.projection (name, version, live, generation)
values ('fund', 1, true, gen_random_uuid()), ('event', 1, true, gen_random_uuid()), ('activity', 1, true, gen_random_uuid());

grant usage on schema read_model to fundstream_query;
grant select on all tables in schema read_model to fundstream_query;
-- Tables that a rebuild makes later are readable too.
alter default privileges in schema read_model grant select on tables to fundstream_query;
