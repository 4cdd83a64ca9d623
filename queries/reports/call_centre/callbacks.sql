-- callbacks: calls promised for a month by each operator, and those made by the day promised.
--   What fell due while the operator was away or no longer in the call centre is counted apart.
-- grain: employee_id
-- params:
--   month  date  first day of the month
-- columns:
--   employee_id      varchar  id     dim_employees.employee_id
--   employee_name    varchar  text   full name
--   promised_count   integer  count  calls promised for days of the month on which the operator was at work, up to the last day of data
--   kept_count       integer  count  of these, made by the end of the day promised, by whomever
--   away_count       integer  count  calls promised for days of the month on which the operator was away or no longer in the call centre
--   away_kept_count  integer  count  of these, made by the end of the day promised, by whomever
-- checks: not_null(employee_id, employee_name, promised_count, kept_count, away_count, away_kept_count)
-- personal: employee_name
-- roles: admin, director, head
-- page: call_centre
-- team: employee_id
-- drill: open_callbacks
select
    promises.employee_id,
    people.employee_name,
    promises.promised_count,
    promises.kept_count,
    promises.away_count,
    promises.away_kept_count
from rollup_callback_months as promises
inner join dim_employees as people on promises.employee_id = people.employee_id
where promises.month = $month::date
order by people.employee_name, promises.employee_id
