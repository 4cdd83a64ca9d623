-- rollup_call_gaps: one silence between two calls of one person on one day, longer than gap_seconds.
-- grain: employee_id, gap_started_at
-- stored: part
-- partition: call_month
-- columns:
--   call_month      date         month  first day of the month
--   call_date       date         day    company-local day
--   employee_id     varchar      id     dim_employees.employee_id
--   leg_code        varchar      code   part of the relay on that day
--   gap_started_at  timestamptz  utc    end of the call before
--   gap_seconds     integer      s      from that end to the start of the next call
-- checks: unique(employee_id, gap_started_at), not_null(employee_id, call_date, gap_started_at, gap_seconds)
with slots as (
    select
        call_month,
        call_date,
        employee_id,
        call_hour,
        slot_number,
        max(leg_code) as leg_code,
        min(first_started_at) as first_started_at,
        max(last_ended_at) as last_ended_at
    from int_operator_slots
    where employee_id is not null
        and call_date >= touched_from()
        and call_date < touched_until()
        and call_month in (select month from touched_months)
    group by call_month, call_date, employee_id, call_hour, slot_number
),
silences as (
    select
        call_month,
        call_date,
        employee_id,
        leg_code,
        max(last_ended_at) over (
            partition by employee_id, call_date
            order by first_started_at
            rows between unbounded preceding and 1 preceding
        ) as gap_started_at,
        first_started_at
    from slots
)
select
    silences.call_month,
    silences.call_date,
    silences.employee_id,
    silences.leg_code,
    silences.gap_started_at,
    datediff('second', silences.gap_started_at, silences.first_started_at)::integer as gap_seconds
from silences
cross join dim_settings as settings
where datediff('second', silences.gap_started_at, silences.first_started_at) > settings.gap_seconds
