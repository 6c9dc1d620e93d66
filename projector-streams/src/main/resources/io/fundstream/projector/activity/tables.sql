-- The tables of version {v} of this projection: the one place that says what they are. The projector makes them and
-- their views. Only version 1 of an installation was made by V1 of the migrations, which is never edited: it says what
-- the first release had, and a change here comes with the next version of the projection's code.
create table read_model.activity_v{v} (
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
create index activity_v{v}_recorded_at on read_model.activity_v{v} (tenant, recorded_at desc, id desc);
create index activity_v{v}_fund on read_model.activity_v{v} (fund_id, recorded_at desc, id desc);
