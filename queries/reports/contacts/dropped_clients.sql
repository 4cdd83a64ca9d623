-- dropped_clients: clients that got one conversation of a manager and then nothing, over three months.
--   Sleeping clients are left out. The limits compare with the others of the post, size by size and group by group.
-- grain: employee_id, leg_code
-- params:
--   month  date  first day of the last of the three months
-- columns:
--   employee_id          varchar  id     dim_employees.employee_id
--   employee_name        varchar  text   full name
--   leg_code             varchar  code   hunters or farmers
--   talk_count           integer  count  first conversations whose time to be followed has run out
--   dropped_count        integer  count  of these, those that nothing followed
--   small_dropped_count  integer  count  of the dropped, small clients
--   chance_low           double   ratio  fewest dropped that chance leaves
--   chance_high          double   ratio  most dropped that chance leaves
-- checks: unique(employee_id, leg_code), not_null(employee_id, employee_name, leg_code, talk_count, dropped_count, small_dropped_count, chance_low, chance_high)
-- personal: employee_name
-- roles: admin, director, head
-- page: contacts
-- team: employee_id
select
    dropped.employee_id,
    people.employee_name,
    dropped.leg_code,
    dropped.talk_count,
    dropped.dropped_count,
    dropped.small_dropped_count,
    dropped.chance_low,
    dropped.chance_high
from rollup_dropped_people as dropped
inner join dim_employees as people on dropped.employee_id = people.employee_id
where dropped.month = $month::date
order by people.employee_name, dropped.employee_id, dropped.leg_code
