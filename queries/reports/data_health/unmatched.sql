-- unmatched: values that met no client, no person or no call; counted everywhere, credited to nobody.
-- grain: kind_code, value
-- columns:
--   kind_code   varchar        code   what met nothing
--   value       varchar        text   the value as the source wrote it
--   row_count   integer        count  rows that carry it
--   first_date  date           day    first day
--   last_date   date           day    last day
--   amount      decimal(18,2)  money  money of these rows; null for calls
-- checks: not_null(kind_code, row_count)
-- roles: admin, director, head
-- page: data_health
select kind_code, value, row_count, first_date, last_date, amount
from unmatched
where place <= 1000
order by kind_code, row_count desc, value
