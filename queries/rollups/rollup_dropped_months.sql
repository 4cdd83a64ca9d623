-- rollup_dropped_months: first conversations of a hunter or farmer with clients, and those that nothing followed.
--   A conversation counts in the month in which its time to be followed ran out.
-- grain: month, employee_id, client_size
-- columns:
--   month          date     month  first day of the month
--   employee_id    varchar  id     dim_employees.employee_id of who talked
--   client_size    varchar  code   large, medium, small or unknown
--   talk_count     integer  count  first conversations
--   dropped_count  integer  count  of these, those that nothing followed
-- checks: unique(month, employee_id, client_size), not_null(month, employee_id, client_size)
select
    decided_month as month,
    employee_id,
    coalesce(client_size, 'unknown') as client_size,
    count(*)::integer as talk_count,
    (count(*) filter (where is_dropped))::integer as dropped_count
from fct_first_talks
group by decided_month, employee_id, coalesce(client_size, 'unknown')
