-- rollup_learned_months: how many of the clients the call centre called in a month had told it a thing before,
--   and how many told it in that month for the first time.
-- grain: month, secondary_goal
-- partition: month
-- columns:
--   month           date     month  first day of the month
--   secondary_goal  varchar  code   dim_secondary_goals.secondary_goal
--   company_count   integer  count  clients called
--   known_count     integer  count  of these, clients that had told it in an earlier month
--   gained_count    integer  count  of these, clients that told it for the first time in this month
-- checks: unique(month, secondary_goal), not_null(month, secondary_goal, company_count, known_count, gained_count)
with companies as (
    select contact_month as month, client_id
    from int_contact_months
    where leg_code = 'call_centre'
        and contact_month >= touched_from()
        and contact_month < touched_until()
        and contact_month in (select month from touched_months_forward)
),
totals as (
    select month, count(*) as company_count
    from companies
    group by month
),
first_told as (
    select client_id, secondary_goal, min(result_month) as told_month
    from fct_call_results
    where secondary_goal is not null and client_id is not null and leg_code = 'call_centre'
    group by client_id, secondary_goal
),
told as (
    select
        companies.month,
        first_told.secondary_goal,
        count(*) filter (where first_told.told_month < companies.month) as known_count,
        count(*) filter (where first_told.told_month = companies.month) as gained_count
    from companies
    inner join first_told
        on companies.client_id = first_told.client_id and first_told.told_month <= companies.month
    group by companies.month, first_told.secondary_goal
)
select
    told.month,
    told.secondary_goal,
    totals.company_count::integer as company_count,
    told.known_count::integer as known_count,
    told.gained_count::integer as gained_count
from told
inner join totals on told.month = totals.month
