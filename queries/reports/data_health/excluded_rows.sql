-- excluded_rows: what the figures of a month leave out because it waits in quarantine, by what it should have become.
-- grain: month, entity
-- columns:
--   month            date           month  month of the lines; null where it cannot be read
--   entity           varchar        code   what the lines should have become; null where even that is not known
--   rejected_count   integer        count  lines set aside
--   accepted_count   bigint         count  rows of the month that count, of all sources
--   rejected_amount  decimal(18,2)  money  money of the lines set aside, where it can be read
--   accepted_amount  decimal(18,2)  money  money of the rows that count
-- checks: not_null(rejected_count, accepted_count)
-- roles: admin, director, head, analyst
-- page: data_health
-- drill: rejected_groups
select month, entity, rejected_count, accepted_count, rejected_amount, accepted_amount
from excluded_rows
order by month desc nulls last, entity nulls last
