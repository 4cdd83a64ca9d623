-- relay_cohort_grid: cohorts of 24 months by age: clients with a goal and with a won deal so far.
-- grain: cohort_month, age_months
-- params:
--   month  date  first day of the last month shown
-- columns:
--   cohort_month         date     month  month in which the call centre first called the clients
--   age_months           integer  count  whole months since; 0 is the month itself
--   client_count         integer  count  clients of the cohort
--   result_client_count  integer  count  of these, with a primary goal by the end of that month
--   deal_client_count    integer  count  of these, with a won deal by the end of that month
--   is_mature            boolean  flag   true when data exist for the whole of that month
-- checks: not_null(cohort_month, age_months, client_count, result_client_count, deal_client_count, is_mature)
-- roles: admin, director, head
-- page: relay
select cohort_month, age_months, client_count, result_client_count, deal_client_count, is_mature
from rollup_cohorts
where cohort_month > months_after($month::date, -24)
    and cohort_month <= $month::date
    and months_after(cohort_month, age_months) <= $month::date
order by cohort_month, age_months
