-- rejected_rows: lines that were set aside for one reason, the newest first.
-- grain: load_id, line_number
-- params:
--   source_id    varchar  name of the source
--   column_name  varchar  field that broke; empty when it is the whole line
--   reason_code  varchar  what is wrong with it
-- columns:
--   load_id          integer        count  number of the load
--   source_id        varchar        id     name of the source
--   file_name        varchar        text   name of the file
--   line_number      bigint         count  line in the file, from 1
--   entities         varchar        text   what the line should have become, codes apart by a blank
--   value            varchar        text   the value as it came
--   raw_text         varchar        text   the line as it came
--   event_date       date           day    day of the event, where it can be read
--   amount           decimal(18,2)  money  money of the line, where it can be read
--   talk_seconds     integer        s      talk time of the line, where it can be read
--   correction_code  varchar        code   corrected when somebody corrected the line and it is refused still
--   rejected_at      timestamptz    utc    when it was set aside
-- checks: not_null(load_id, line_number, file_name)
-- roles: admin, director, head
-- page: data_health
select
    load_id,
    any_value(source_id) as source_id,
    any_value(file_name) as file_name,
    line_number,
    string_agg(distinct entity, ' ' order by entity) as entities,
    min(value) as value,
    any_value(raw_text) as raw_text,
    max(event_date) as event_date,
    max(amount) as amount,
    max(talk_seconds) as talk_seconds,
    max(correction_code) as correction_code,
    max(rejected_at) as rejected_at
from rejected_rows
where
    source_id = $source_id
    and coalesce(column_name, '') = $column_name
    and reason_code = $reason_code
group by load_id, line_number
order by load_id desc, line_number
limit 1000
