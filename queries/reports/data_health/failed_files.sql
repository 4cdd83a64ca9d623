-- failed_files: how many files could not be read, by what their rows should have become; no names, no money.
-- grain: entity
-- columns:
--   entity             varchar      code   what the rows should have become
--   file_count         integer      count  files that wait to be read or withdrawn
--   first_received_at  timestamptz  utc    when the first of them came
-- checks: not_null(entity, file_count)
-- roles: admin, director, head, analyst, hr, employee
-- page: data_health
select entity, file_count, first_received_at
from failed_files
order by entity
