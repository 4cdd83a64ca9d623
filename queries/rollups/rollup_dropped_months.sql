-- rollup_dropped_months: first conversations of a hunter or farmer with clients that do not sleep, and those that nothing followed.
--   A conversation counts in the month in which its time to be followed ran out.
-- grain: month, employee_id, leg_code, client_size, client_group
-- columns:
--   month          date     month  first day of the month
--   employee_id    varchar  id     dim_employees.employee_id of who talked
--   leg_code       varchar  code   hunters or farmers
--   client_size    varchar  code   large, medium, small or unknown
--   client_group   varchar  text   group that sets how often the client must be contacted; empty without one
--   talk_count     integer  count  first conversations
--   dropped_count  integer  count  of these, those that nothing followed
-- checks: unique(month, employee_id, leg_code, client_size, client_group), not_null(month, employee_id, leg_code, client_size, client_group)
select
    decided_month as month,
    employee_id,
    leg_code,
    client_size,
    coalesce(client_group, '') as client_group,
    count(*)::integer as talk_count,
    (count(*) filter (where is_dropped))::integer as dropped_count
from fct_first_talks
where not is_asleep
group by decided_month, employee_id, leg_code, client_size, coalesce(client_group, '')
