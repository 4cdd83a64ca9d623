-- rejected_rows: lines that were set aside because they break their contract, the newest first.
-- grain: load_id, line_number, entity, column_name, reason_code
-- columns:
--   load_id      integer      count  number of the load
--   source_id    varchar      id     name of the source
--   file_name    varchar      text   name of the file
--   line_number  bigint       count  line in the file, from 1
--   entity       varchar      code   what the line should have become
--   column_name  varchar      code   field that broke
--   reason_code  varchar      code   what is wrong with it
--   value        varchar      text   the value as it came
--   raw_text     varchar      text   the line as it came
--   rejected_at  timestamptz  utc    when it was set aside
-- checks: not_null(load_id, reason_code)
-- roles: admin, director, head
-- page: data_health
select
    load_id,
    source_id,
    file_name,
    line_number,
    entity,
    column_name,
    reason_code,
    value,
    raw_text,
    rejected_at
from rejected_rows
order by rejected_at desc, load_id desc, line_number, column_name nulls last
limit 10000
