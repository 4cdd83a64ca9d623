-- dropped_clients: clients that got one conversation of a manager and then nothing, over three months, by size.
-- grain: employee_id, client_size
-- params:
--   month  date  first day of the last of the three months
-- columns:
--   employee_id    varchar  id     dim_employees.employee_id
--   employee_name  varchar  text   full name
--   client_size    varchar  code   large, medium, small or unknown
--   talk_count     integer  count  first conversations whose time to be followed has run out
--   dropped_count  integer  count  of these, those that nothing followed
-- checks: unique(employee_id, client_size), not_null(employee_id, employee_name, client_size, talk_count, dropped_count)
-- personal: employee_name
-- roles: admin, director, head
-- page: contacts
-- team: employee_id
select
    dropped.employee_id,
    people.employee_name,
    dropped.client_size,
    sum(dropped.talk_count)::integer as talk_count,
    sum(dropped.dropped_count)::integer as dropped_count
from rollup_dropped_months as dropped
inner join dim_employees as people on dropped.employee_id = people.employee_id
where dropped.month > months_after($month::date, -3) and dropped.month <= $month::date
group by dropped.employee_id, people.employee_name, dropped.client_size
order by people.employee_name, dropped.employee_id, dropped.client_size
