-- The configuration of a company as tables. Filled from the company folder before any model runs.
create schema if not exists company;

-- one row: names, zone and thresholds; data_until is the last day for which events exist
create or replace table company.settings (
    company_name varchar,
    timezone varchar,
    locale varchar,
    currency varchar,
    country varchar,
    contact_seconds integer,
    conversation_seconds integer,
    fading_days integer,
    dormant_days integer,
    handover_limit_days integer,
    acceptance_hours integer,
    deal_maturity_days integer,
    revival_days integer,
    gap_seconds integer,
    trap_event varchar,
    script_change_rate double,
    script_alarm_rate double,
    script_power_rate double,
    script_look_count integer,
    data_until date,
    pseudonym_salt varchar
);

-- one row per day: the production calendar
create or replace table company.calendar (
    calendar_date date,
    is_working boolean,
    norm_hours double
);

-- one row per norm and period; low or high may be null, valid_to is exclusive and null while it lasts
create or replace table company.norms (
    norm_id varchar,
    name_en varchar,
    name_ru varchar,
    definition_en varchar,
    definition_ru varchar,
    numerator varchar,
    denominator varchar,
    grain varchar,
    unit varchar,
    direction varchar,
    low double,
    high double,
    valid_from date,
    valid_to date,
    mission varchar
);

-- one row per code of a dictionary: refusal_reasons, secondary_goals, results, dispositions
create or replace table company.dictionary (
    dictionary varchar,
    code varchar,
    name_en varchar,
    name_ru varchar,
    group_code varchar,
    position integer,
    is_other boolean
);

-- one row per group of clients that must be contacted regularly
create or replace table company.contact_groups (
    client_group varchar,
    contact_days integer
);

-- one row per event after which figures are not comparable; break_date is the first day after it
create or replace table company.breaks (
    break_date date,
    name_en varchar,
    name_ru varchar
);

-- one row per source of calls whose recordings are known by id: the address, with {id} in its place
create or replace table company.recording_links (
    source_id varchar,
    link varchar
);

-- one row per stage of a CRM funnel; an empty pipeline means every funnel
create or replace table company.stages (
    pipeline varchar,
    stage varchar,
    stage_code varchar,
    status varchar,
    position integer
);
