-- open_callbacks: clients to call today: a call was promised in the last 31 days of data and nobody has called since.
-- grain: client_id
-- columns:
--   client_id      varchar        id     dim_clients.client_id
--   client_name    varchar        text   company name
--   client_phone   varchar        text   number of the person who decides, else the company's
--   tax_id         varchar        id     tax number
--   employee_id    varchar        id     dim_employees.employee_id of who promised
--   employee_name  varchar        text   who promised
--   due_date       date           day    day promised
--   late_days      integer        days   days from it to the last day of data
-- checks: unique(client_id), not_null(client_id, due_date, late_days)
-- personal: client_name, employee_name, client_phone, tax_id
-- roles: admin, director, head
-- page: call_centre
-- team: employee_id
select
    promises.client_id,
    clients.client_name,
    clients.client_phone,
    clients.tax_id,
    promises.employee_id,
    people.employee_name,
    promises.due_date,
    promises.late_days
from rollup_open_callbacks as promises
left join dim_clients as clients on promises.client_id = clients.client_id
left join dim_employees as people on promises.employee_id = people.employee_id
order by promises.late_days desc, clients.client_name nulls last, promises.client_id
