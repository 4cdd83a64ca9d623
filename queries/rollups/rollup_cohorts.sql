-- rollup_cohorts: share of a month's newly worked clients with a goal and with a won deal, by age of the cohort.
-- grain: cohort_month, age_months
-- columns:
--   cohort_month         date     month  month in which the call centre first called the clients
--   age_months           integer  count  whole months since; 0 is the month itself
--   client_count         integer  count  clients of the cohort
--   result_client_count  integer  count  of these, with a primary goal by the end of that month
--   deal_client_count    integer  count  of these, with a won deal by the end of that month
--   is_mature            boolean  flag   true when data exist for the whole of that month
-- checks: unique(cohort_month, age_months), not_null(cohort_month, age_months, client_count, is_mature)
with clients as (
    select
        cohort_month,
        months_between(cohort_month, result_date) as result_age,
        months_between(cohort_month, won_date) as deal_age
    from int_client_relays
),
cells as (
    select
        cohorts.month as cohort_month,
        later.month as cell_month,
        months_between(cohorts.month, later.month) as age_months,
        later.is_complete
    from dim_months as cohorts
    inner join dim_months as later on later.month >= cohorts.month
)
select
    cells.cohort_month,
    cells.age_months,
    count(*)::integer as client_count,
    count(*) filter (where clients.result_age <= cells.age_months)::integer as result_client_count,
    count(*) filter (where clients.deal_age <= cells.age_months)::integer as deal_client_count,
    cells.is_complete as is_mature
from cells
inner join clients on cells.cohort_month = clients.cohort_month
where cells.age_months < 24
group by cells.cohort_month, cells.age_months, cells.is_complete
