-- excluded_counts: how many rows the figures of a month leave out because they wait in quarantine; no money, no names.
-- grain: month, entity
-- columns:
--   month           date     month  month of the lines; null where it cannot be read
--   entity          varchar  code   what the lines should have become; null where even that is not known
--   rejected_count  integer  count  lines set aside
--   accepted_count  bigint   count  rows of the month that count, of all sources
-- checks: not_null(rejected_count, accepted_count)
-- roles: hr, employee
-- page: data_health
select month, entity, rejected_count, accepted_count
from excluded_rows
order by month desc nulls last, entity nulls last
