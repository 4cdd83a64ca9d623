-- my_figures: what the pages of a part of the relay say of one person, each as a count of a whole or of itself alone.
--   Figures of a month and of three months are of the month asked for; those of now are of the last day of data.
-- grain: measure_code
-- params:
--   month        date     first day of the month
--   employee_id  varchar  the employee who asks; set by the server
-- columns:
--   measure_code  varchar  code   what is counted
--   period_code   varchar  code   month, quarter (three months) or now
--   numerator     double   ratio  what is counted
--   denominator   double   ratio  of how much; null for a plain count
-- checks: unique(measure_code), not_null(measure_code, period_code, numerator), accepted(measure_code, ownMeasures), accepted(period_code, ownPeriods)
-- roles: employee
-- page: my
with callbacks as (
    select promised_count, kept_count
    from rollup_callback_months
    where month = $month::date and employee_id = $employee_id::varchar
    union all
    select promised_count, kept_count
    from rollup_hunter_work
    where month = $month::date and employee_id = $employee_id::varchar
),
figures as (
    select
        'clients_spoken' as measure_code,
        'month' as period_code,
        sum(conversation_client_count)::double as numerator,
        cast(null as double) as denominator
    from rollup_operator_months
    where month = $month::date
        and employee_id = $employee_id::varchar
        and leg_code in ('hunters', 'farmers')
        and worked_day_count > 0
    union all
    select
        'callbacks_kept' as measure_code,
        'month' as period_code,
        sum(kept_count)::double as numerator,
        sum(promised_count)::double as denominator
    from callbacks
    union all
    select
        'deals_won' as measure_code,
        'quarter' as period_code,
        (count(*) filter (where status = 'won'))::double as numerator,
        count(*)::double as denominator
    from rollup_hunter_deals
    where closed_month > months_after($month::date, -3)
        and closed_month <= $month::date
        and employee_id = $employee_id::varchar
    union all
    select
        'accepted_late' as measure_code,
        'quarter' as period_code,
        (count(*) filter (where is_accepted_late))::double as numerator,
        (count(*) filter (where is_decided))::double as denominator
    from rollup_warm_clients
    where offered_month > months_after($month::date, -3)
        and offered_month <= $month::date
        and employee_id = $employee_id::varchar
    union all
    select
        'first_contact_waiting' as measure_code,
        'quarter' as period_code,
        (count(*) filter (where is_waiting))::double as numerator,
        count(*)::double as denominator
    from rollup_warm_clients
    where offered_month > months_after($month::date, -3)
        and offered_month <= $month::date
        and employee_id = $employee_id::varchar
    union all
    select
        'handed_over_late' as measure_code,
        'quarter' as period_code,
        sum(late_count)::double + coalesce(sum(overdue_count) filter (where month = $month::date), 0)::double as numerator,
        sum(passed_count)::double + coalesce(sum(overdue_count) filter (where month = $month::date), 0)::double as denominator
    from rollup_hunter_months
    where month > months_after($month::date, -3)
        and month <= $month::date
        and employee_id = $employee_id::varchar
    union all
    select
        'deals_silent' as measure_code,
        'month' as period_code,
        silent_deal_count::double as numerator,
        open_deal_count::double as denominator
    from rollup_hunter_work
    where month = $month::date and employee_id = $employee_id::varchar
    union all
    select
        'contacts_overdue' as measure_code,
        'now' as period_code,
        (count(*) filter (where contact_state = 'overdue'))::double as numerator,
        count(*)::double as denominator
    from rollup_contact_plan
    where owner_employee_id = $employee_id::varchar
)
select
    measure_code,
    period_code,
    numerator,
    denominator
from figures
where numerator is not null and (denominator is null or denominator > 0)
order by measure_code
