-- What an operator asks of the projector, and what the projector remembers of it. Wishes are rows, so that the one
-- who owns a key carries them out and nobody else ever writes a read table.

create table read_model.wish (
    id            uuid        primary key default gen_random_uuid(),
    kind          text        collate "C" not null check (kind in ('retry', 'skip', 'rebuild', 'cancel')),
    projection    text        collate "C" not null,
    partition_key uuid,
    topic         text        collate "C",
    part          int,
    "offset"      bigint,
    asked_by      text        not null default session_user,
    asked_at      timestamptz not null default clock_timestamp(),
    check ((kind in ('retry', 'skip')) = (partition_key is not null and topic is not null and part is not null
        and "offset" is not null))
);
comment on table read_model.wish is 'The projector deletes a wish when it has carried it out';
comment on column read_model.wish.projection is
    'retry, skip: with its version, fund-v1, as in read_model.parked; rebuild, cancel: without, fund';
comment on column read_model.wish.topic is 'topic, part and "offset" are the place of the parked record';

-- What was skipped once is skipped in every rebuild: the name has no version.
create table read_model.skipped (
    name          text        collate "C" not null,
    topic         text        collate "C" not null,
    part          int         not null,
    "offset"      bigint      not null,
    partition_key uuid        not null,
    seq           bigint,
    reason        text        not null,
    asked_by      text        not null,
    skipped_at    timestamptz not null default clock_timestamp(),
    primary key (name, topic, part, "offset")
);

create index parked_poison on read_model.parked (parked_at) where poison;

alter table read_model.projection
    add column code    int     not null default 1,
    add column retired boolean not null default false,
    add column cleaned boolean not null default false,
    add check (not (live and retired)), add check (retired or not cleaned);
comment on column read_model.projection.code is
    'The version of the projection''s code that filled the tables; newer code fills tables of its own';
comment on column read_model.projection.retired is
    'Nobody reads the tables any more. The row stays, so that no version is ever used twice';
comment on column read_model.projection.cleaned is 'The tables are dropped and nothing of the version is left';

-- How far the tables of a version that is not live yet are, part by part.
create table read_model.filling (
    projection text        collate "C" not null,
    topic      text        collate "C" not null,
    part       int         not null,
    "offset"   bigint      not null,
    "end"      bigint      not null,
    at         timestamptz not null default clock_timestamp(),
    primary key (projection, topic, part)
) with (fillfactor = 70);

grant usage on schema read_model to fundstream_operator;
grant select on read_model.parked, read_model.progress, read_model.projection, read_model.wish, read_model.skipped,
    read_model.filling, read_model.schema_history to fundstream_operator;
grant insert (kind, projection, partition_key, topic, part, "offset") on read_model.wish to fundstream_operator;
