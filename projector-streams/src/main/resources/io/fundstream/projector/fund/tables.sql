-- The tables of version {v} of this projection: the one place that says what they are. The projector makes them and
-- their views. Only version 1 of an installation was made by V1 of the migrations, which is never edited: it says what
-- the first release had, and a change here comes with the next version of the projection's code.
create table read_model.fund_v{v} (
    id                       uuid          primary key,
    tenant                   uuid          not null,
    version                  int           not null,
    name                     text          collate "C" not null,
    vintage_year             int           not null,
    currency                 text          collate "C" not null,
    target_size              numeric(20,2),
    hard_cap                 numeric(20,2),
    management_fee_rate      numeric(9,6),
    carry_rate               numeric(9,6),
    hurdle_rate              numeric(9,6),
    strategy                 text          collate "C",
    general_partner          text          collate "C",
    status                   text          collate "C" not null,
    draft_config_version     int,
    published_config_version int,
    created_at               timestamptz   not null,
    updated_at               timestamptz   not null
);
create index fund_v{v}_name on read_model.fund_v{v} (tenant, name, id);
create index fund_v{v}_vintage_year on read_model.fund_v{v} (tenant, vintage_year, id);
create index fund_v{v}_strategy on read_model.fund_v{v} (tenant, strategy, id);
create index fund_v{v}_general_partner on read_model.fund_v{v} (tenant, general_partner, id);
create index fund_v{v}_created_at on read_model.fund_v{v} (tenant, created_at, id);
create index fund_v{v}_fundraising on read_model.fund_v{v} (tenant, created_at, id) where status = 'FUNDRAISING';

-- One row a version of a fund, for knownAt. The row of a version is the fund as it was after that version.
create table read_model.fund_history_v{v} (
    like read_model.fund_v{v},
    recorded_at timestamptz not null,
    primary key (id, version)
);
create index fund_history_v{v}_recorded_at on read_model.fund_history_v{v} (id, recorded_at desc);

create table read_model.fund_config_v{v} (
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
comment on column read_model.fund_config_v{v}.version is 'the version of the fund that changed it last';
create index fund_config_v{v}_config on read_model.fund_config_v{v} using gin (config jsonb_path_ops);
