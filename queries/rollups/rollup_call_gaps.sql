-- rollup_call_gaps: one silence between two calls of one person on one day, longer than gap_seconds.
-- grain: employee_id, gap_started_at
-- stored: part
-- partition: call_month
-- columns:
--   call_month      date         month  first day of the month
--   call_date       date         day    company-local day
--   employee_id     varchar      id     dim_employees.employee_id
--   leg_code        varchar      code   part of the relay on that day
--   gap_started_at  timestamptz  utc    end of the call that ended last
--   gap_seconds     integer      s      from that end to the start of the next call
-- checks: unique(employee_id, gap_started_at), not_null(employee_id, call_date, gap_started_at, gap_seconds)
with calls as (
    -- seconds of the day: sorting and subtracting moments is several times slower
    select
        employee_id,
        call_date,
        started_at,
        start_seconds,
        max(start_seconds + duration_seconds) over (
            partition by employee_id, call_date
            order by start_seconds
            rows between unbounded preceding and 1 preceding
        ) as gap_start_seconds
    from fct_calls
    where employee_id is not null
        and call_date >= touched_from()
        and call_date < touched_until()
        and call_month in (select month from touched_months)
)
select
    month_of(calls.call_date) as call_month,
    calls.call_date,
    calls.employee_id,
    posts.leg_code,
    seconds_before(calls.started_at, calls.start_seconds - calls.gap_start_seconds) as gap_started_at,
    calls.start_seconds - calls.gap_start_seconds as gap_seconds
from calls
cross join dim_settings as settings
left join dim_employee_roles as posts
    on calls.employee_id = posts.employee_id
    and calls.call_date >= posts.valid_from
    and calls.call_date < posts.valid_to
where calls.start_seconds - calls.gap_start_seconds > settings.gap_seconds
-- a report reads one month of the year, person by person
order by month_of(calls.call_date), calls.employee_id, calls.started_at
