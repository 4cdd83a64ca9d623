-- relay_cohort: how far the clients first worked in a month have come until the last day of data.
-- grain: step_code
-- params:
--   month  date  first day of the month in which the call centre first called the clients
-- columns:
--   step_code     varchar  code   step of the relay
--   step_order    integer  count  its place, from 1
--   client_count  integer  count  clients of the cohort that reached the step or a later one
--   from_count    integer  count  clients that reached the step before; null for the first step
--   median_days   double   days   middle time from the step before
--   is_mature     boolean  flag   true when enough days have passed since the month's end
-- checks: not_null(step_code, step_order, client_count, is_mature)
-- roles: admin, director, head
-- page: relay
select step_code, step_order, client_count, from_count, median_days, is_mature
from rollup_cohort_months
where cohort_month = $month::date
order by step_order
