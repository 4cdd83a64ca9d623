-- failed_files: files that could not be read and wait to be read or withdrawn, by what their rows should have become; no names, no money.
-- grain: load_id, entity
-- columns:
--   load_id      integer      count number of the file
--   entity       varchar      code  what the rows should have become
--   received_at  timestamptz  utc   when it came
-- checks: not_null(load_id, entity)
-- roles: admin, director, head, analyst, hr, employee
-- page: data_health
select load_id, entity, received_at
from failed_files
order by load_id, entity
