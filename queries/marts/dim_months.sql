-- dim_months: one month from the first event to the last day of data.
-- grain: month
-- since: month
-- columns:
--   month              date     month  first day of the month
--   month_end          date     day    last day of the month
--   known_until        date     day    last day of the month for which events exist
--   working_day_count  integer  count  working days of the calendar
--   is_complete        boolean  flag   true when data reach the last working day of the month
-- checks: unique(month), not_null(month, month_end, is_complete)
with firsts as (
    select min(month) as month from rollup_client_months
    union all
    select min(call_month) as month from int_operator_hours
    union all
    select min(created_month) as month from fct_deals
    union all
    select min(order_month) as month from fct_orders
    union all
    select min(payment_month) as month from fct_payments
),
bounds as (
    select min(month) as first_month from firsts
)
select
    dates.month,
    max(dates.date_day) as month_end,
    least(max(dates.date_day), max(settings.data_until)) as known_until,
    count(*) filter (where dates.is_working)::integer as working_day_count,
    -- nobody works on the days after the last working one, so their silence is no gap
    coalesce(
        max(dates.date_day) filter (where dates.is_working) <= max(settings.data_until), false
    ) as is_complete
from dim_dates as dates
cross join dim_settings as settings
cross join bounds
where dates.month >= bounds.first_month and dates.month <= month_of(settings.data_until)
group by dates.month
