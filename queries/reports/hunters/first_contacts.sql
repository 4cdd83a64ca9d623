-- first_contacts: warm clients offered to hunters in twelve months, by days until a hunter first spoke with them.
-- grain: employee_id, wait_days, is_contacted
-- params:
--   month  date  first day of the last month of the offer
-- columns:
--   employee_id    varchar  id     dim_employees.employee_id of the hunter
--   employee_name  varchar  text   full name
--   wait_days      integer  days   days from the offer to the first contact, or as long as it has been waited for
--   is_contacted   boolean  flag   true when a hunter spoke with the client
--   client_count   integer  count  warm clients
-- checks: unique(employee_id, wait_days, is_contacted), not_null(employee_id, employee_name, wait_days, is_contacted, client_count)
-- personal: employee_name
-- roles: admin, director, head
-- page: hunters
-- team: employee_id
select
    people.employee_id,
    people.employee_name,
    clients.wait_days,
    clients.is_contacted,
    count(*)::integer as client_count
from rollup_warm_clients as clients
inner join dim_employees as people on clients.employee_id = people.employee_id
where clients.offered_month > months_after($month::date, -12) and clients.offered_month <= $month::date
group by people.employee_id, people.employee_name, clients.wait_days, clients.is_contacted
order by people.employee_id, clients.wait_days, clients.is_contacted
