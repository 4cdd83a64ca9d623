-- hunter_waits: warm clients that hunters accepted in twelve months, and how long each has waited for a deal.
-- grain: client_id, employee_id
-- params:
--   month  date  first day of the last month of acceptance
-- columns:
--   client_id      varchar  id    dim_clients.client_id
--   employee_id    varchar  id    dim_employees.employee_id of the hunter
--   employee_name  varchar  text  full name
--   accepted_date  date     day   day the hunter accepted
--   wait_days      integer  days  days to the first deal won, or as long as it has been waited for
--   is_won         boolean  flag  true when a deal was won
-- checks: unique(client_id, employee_id), not_null(client_id, employee_id, employee_name, accepted_date, wait_days, is_won)
-- personal: employee_name
-- roles: admin, director, head
-- page: hunters
-- team: employee_id
select
    waits.client_id,
    waits.employee_id,
    people.employee_name,
    waits.accepted_date,
    waits.wait_days,
    waits.is_won
from rollup_hunter_waits as waits
inner join dim_employees as people on waits.employee_id = people.employee_id
where waits.accepted_month > months_after($month::date, -12) and waits.accepted_month <= $month::date
order by waits.accepted_date, waits.client_id, waits.employee_id
