-- rollup_cohort_months: how far the clients first worked in a month have come until the last day of data.
--   A client who reached a later step counts as having passed the earlier ones.
-- grain: cohort_month, step_code
-- columns:
--   cohort_month  date     month  month in which the call centre first called the clients
--   step_code     varchar  code   step of the relay
--   step_order    integer  count  its place, from 1
--   client_count  integer  count  clients of the cohort that reached the step
--   from_count    integer  count  clients of the cohort that reached the step before; null for the first step
--   median_days   double   days   middle time from the step before, of those with both days known
--   is_mature     boolean  flag   true when deal_maturity_days have passed since the month's end
-- checks: unique(cohort_month, step_code), not_null(cohort_month, step_code, client_count, is_mature), accepted(step_code, relaySteps)
with dates as (
    select client_id, cohort_month, 1 as step_order, worked_date as step_date
    from int_client_relays
    union all
    select client_id, cohort_month, 2 as step_order, conversation_date as step_date
    from int_client_relays
    where conversation_date is not null
    union all
    select client_id, cohort_month, 3 as step_order, result_date as step_date
    from int_client_relays
    where result_date is not null
    union all
    select client_id, cohort_month, 4 as step_order, handover_1_date as step_date
    from int_client_relays
    where handover_1_date is not null
    union all
    select client_id, cohort_month, 5 as step_order, offer_date as step_date
    from int_client_relays
    where offer_date is not null
    union all
    select client_id, cohort_month, 6 as step_order, won_date as step_date
    from int_client_relays
    where won_date is not null
    union all
    select client_id, cohort_month, 7 as step_order, money_date as step_date
    from int_client_relays
    where money_date is not null
    union all
    select client_id, cohort_month, 8 as step_order, handover_2_date as step_date
    from int_client_relays
    where handover_2_date is not null
    union all
    select client_id, cohort_month, 9 as step_order, repeat_date as step_date
    from int_client_relays
    where repeat_date is not null
),
furthest as (
    select client_id, cohort_month, max(step_order) as last_order
    from dates
    group by client_id, cohort_month
),
step_list as (
    select distinct step_code, step_order from rollup_relay_months
),
reached as (
    select
        furthest.cohort_month,
        step_list.step_code,
        step_list.step_order,
        count(*) filter (where furthest.last_order >= step_list.step_order) as client_count
    from furthest
    cross join step_list
    group by furthest.cohort_month, step_list.step_code, step_list.step_order
),
waits as (
    select
        later.cohort_month,
        later.step_order,
        median(days_between(earlier.step_date, later.step_date)) as median_days
    from dates as later
    inner join dates as earlier
        on later.client_id = earlier.client_id
        and later.step_order = earlier.step_order + 1
        and later.step_date >= earlier.step_date
    group by later.cohort_month, later.step_order
)
select
    reached.cohort_month,
    reached.step_code,
    reached.step_order::integer as step_order,
    reached.client_count::integer as client_count,
    lag(reached.client_count) over (
        partition by reached.cohort_month order by reached.step_order
    )::integer as from_count,
    waits.median_days::double as median_days,
    days_after(month_end(reached.cohort_month), settings.deal_maturity_days) <= settings.data_until
        as is_mature
from reached
cross join dim_settings as settings
left join waits
    on reached.cohort_month = waits.cohort_month and reached.step_order = waits.step_order
