-- my_callbacks: clients an employee promised to call in the last 31 days of data and whom nobody has called since.
-- grain: client_id
-- params:
--   employee_id  varchar  the employee who asks; set by the server
-- columns:
--   client_id    varchar  id    dim_clients.client_id
--   client_name  varchar  text  company name
--   due_date     date     day   day promised
--   late_days    integer  days  days from it to the last day of data
-- checks: unique(client_id), not_null(client_id, due_date, late_days)
-- personal: client_name
-- roles: employee
-- page: my
select
    promises.client_id,
    clients.client_name,
    promises.due_date,
    promises.late_days
from rollup_open_callbacks as promises
left join dim_clients as clients on promises.client_id = clients.client_id
where promises.employee_id = $employee_id::varchar
order by promises.late_days desc, clients.client_name nulls last, promises.client_id
