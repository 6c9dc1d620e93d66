-- The tables of version {v} of this projection; its code writes these. Version 1 was made by the migrations, alike.
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
