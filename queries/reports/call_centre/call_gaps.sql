-- call_gaps: silences between two calls of an operator on a working day, longer than the threshold.
-- grain: employee_id, gap_started_at
-- params:
--   month  date  first day of the month
-- columns:
--   employee_id     varchar      id    dim_employees.employee_id
--   employee_name   varchar      text  full name
--   call_date       date         day   company-local day
--   gap_started_at  timestamptz  utc   end of the call before
--   gap_seconds     integer      s     from that end to the start of the next call
-- checks: not_null(employee_id, employee_name, call_date, gap_started_at, gap_seconds)
-- personal: employee_name
-- roles: admin, director, head
-- page: call_centre
-- months: 1
-- team: employee_id
select
    gaps.employee_id,
    people.employee_name,
    gaps.call_date,
    gaps.gap_started_at,
    gaps.gap_seconds
from rollup_call_gaps as gaps
inner join dim_employees as people on gaps.employee_id = people.employee_id
inner join dim_dates as dates on gaps.call_date = dates.date_day
where gaps.call_month = $month::date and gaps.leg_code = 'call_centre' and dates.is_working
order by gaps.employee_id, gaps.gap_started_at
