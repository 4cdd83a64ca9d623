-- my_clocks: clients past their trap event that a hunter still holds on the last day of data, the longest over first.
-- grain: client_id
-- params:
--   employee_id  varchar  the employee who asks; set by the server
-- columns:
--   client_id    varchar  id    dim_clients.client_id
--   client_name  varchar  text  company name
--   trap_date    date     day   day of the trap event
--   limit_date   date     day   last day the hunter may keep the client
--   over_days    integer  days  days past the limit; negative while there is time
-- checks: unique(client_id), not_null(client_id, trap_date, limit_date, over_days)
-- personal: client_name
-- roles: employee
-- page: my
select
    clocks.client_id,
    clients.client_name,
    clocks.trap_date,
    clocks.limit_date,
    clocks.over_days
from rollup_running_clocks as clocks
inner join dim_clients as clients on clocks.client_id = clients.client_id
where clocks.employee_id = $employee_id::varchar
order by clocks.over_days desc, clocks.client_id
