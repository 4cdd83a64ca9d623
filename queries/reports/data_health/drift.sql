-- drift: what a file has that its source's earlier files had not, the newest first.
-- grain: load_id, kind_code, column_name, actual
-- columns:
--   load_id      integer      count  number of the load
--   received_at  timestamptz  utc    when the file came
--   source_id    varchar      id     name of the source
--   file_name    varchar      text   name of the file
--   kind_code    varchar      code   new, missing, renamed or retyped column, new value, unusual rows or sum, totals that differ, maybe cut, wrong form of days
--   column_name  varchar      code   column of the file, or entity.field
--   expected     varchar      text   what it was, or the usual amount a day
--   actual       varchar      text   what it is in this file
--   is_read      boolean      flag   true when the mapping reads the column, so that figures may change
-- checks: not_null(load_id, kind_code)
-- roles: admin, director, head, analyst
-- page: data_health
-- drill: loads
select
    load_id,
    received_at,
    source_id,
    file_name,
    kind_code,
    column_name,
    expected,
    actual,
    is_read
from drift
order by load_id desc, is_read desc, kind_code, column_name nulls first, actual
limit 1000
