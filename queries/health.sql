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
    -- set aside too, but another file holds them: they came again or were corrected there
    superseded_count bigint,
    unchanged_count bigint,
    skipped_count bigint,
    first_event_date date,
    last_event_date date,
    status_code varchar,
    message varchar,
    message_ru varchar
);

-- one row per source and header of its last file
create or replace table source_columns (
    source_id varchar,
    column_name varchar
);

-- one row per file that could not be read and entity that it should have brought
create or replace table failed_files (
    load_id integer,
    entity varchar,
    received_at timestamptz
);

-- one row per file or folder that lies in the inbox and was not taken
create or replace table left_files (
    file_name varchar,
    message varchar,
    message_ru varchar
);

-- one row per source and day of the events, or of arrival where a source has none
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
    rejected_at timestamptz,
    -- what could be read of the row; null where that is what is wrong with it
    event_date date,
    amount decimal(18,2),
    talk_seconds integer,
    correction_code varchar
);

-- one row per month and entity of which rows wait in quarantine; the month is null where it cannot be read
create or replace table excluded_rows (
    month date,
    entity varchar,
    rejected_count integer,
    accepted_count bigint,
    rejected_amount decimal(18,2),
    accepted_amount decimal(18,2)
);

-- one row per correction of a row and per change of dictionaries and settings that a fix made
create or replace table corrections (
    correction_id varchar,
    load_id integer,
    source_id varchar,
    file_name varchar,
    line_number bigint,
    kind_code varchar,
    by_name varchar,
    reason varchar,
    recorded_at timestamptz,
    before_text varchar,
    after_text varchar,
    undone_by varchar,
    undone_at timestamptz,
    undone_reason varchar
);

-- one row per finding about a file that differs from its source's earlier files
create or replace table drift (
    load_id integer,
    received_at timestamptz,
    source_id varchar,
    file_name varchar,
    kind_code varchar,
    column_name varchar,
    expected varchar,
    actual varchar,
    is_read boolean
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

-- of the values that met no client or no person, the thousand most frequent of each kind
create or replace table unmatched (
    kind_code varchar,
    value varchar,
    row_count integer,
    first_date date,
    last_date date,
    amount decimal(18,2),
    -- among the values of its kind, the most frequent first
    place integer
);

-- one row per check of the run
create or replace table check_results (
    check_name varchar,
    severity varchar,
    status_code varchar,
    failed_row_count integer,
    message varchar,
    message_ru varchar,
    model varchar
);
