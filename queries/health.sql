-- The tables of a health file, which every run writes, also one that published nothing.
-- one row per received file or answer
create or replace table loads (
    load_id integer,
    source_id varchar,
    file_name varchar,
    received_at timestamptz,
    byte_count bigint,
    sha256 varchar,
    row_count bigint,
    accepted_count bigint,
    rejected_count bigint,
    unchanged_count bigint,
    skipped_count bigint,
    first_event_date date,
    last_event_date date,
    status_code varchar,
    message varchar
);

-- one row per source and day of arrival
create or replace table load_days (
    source_id varchar,
    day date,
    file_count integer,
    accepted_count integer,
    rejected_count integer
);

-- one row per reason a received line was set aside for
create or replace table rejected_rows (
    load_id integer,
    source_id varchar,
    file_name varchar,
    line_number bigint,
    entity varchar,
    column_name varchar,
    reason_code varchar,
    value varchar,
    raw_text varchar,
    rejected_at timestamptz
);

-- one row per declared source
create or replace table sources (
    source_id varchar,
    preset varchar,
    schedule varchar,
    last_received_at timestamptz,
    last_event_date date,
    file_count integer,
    row_count bigint,
    accepted_count bigint,
    rejected_count bigint,
    status_code varchar
);

-- one row per value that met no client or no person
create or replace table unmatched (
    kind_code varchar,
    value varchar,
    row_count integer,
    first_date date,
    last_date date,
    amount decimal(18,2)
);

-- one row per check of the run
create or replace table check_results (
    check_name varchar,
    severity varchar,
    status_code varchar,
    failed_row_count integer,
    message varchar,
    model varchar
);
