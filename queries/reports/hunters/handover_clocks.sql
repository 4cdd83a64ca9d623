-- handover_clocks: clients past their trap event that a hunter still holds on the last day of data, the longest over first.
--   Each is on the list of who holds him now, though another let the limit pass.
-- grain: client_id
-- columns:
--   client_id          varchar        id     dim_clients.client_id
--   client_name        varchar        text   company name
--   client_phone       varchar        text   number of the person who decides, else the company's
--   tax_id             varchar        id     tax number
--   client_size        varchar        code   large, medium, small or unknown
--   employee_id        varchar        id     dim_employees.employee_id of the hunter; null when unknown
--   employee_name      varchar        text   full name of the hunter; null when unknown
--   since_date         date           day    first day on which the hunter held the client with the clock running
--   limit_holder_name  varchar        text   full name of the hunter who held the client when the limit passed; null while it has not
--   trap_date          date           day    day of the trap event
--   limit_date         date           day    last day hunters may keep the client
--   held_days          integer        days   days since the trap event
--   over_days          integer        days   days past the limit; negative while there is time
--   order_amount       decimal(18,2)  money  orders less returns over all time
--   last_contact_date  date           day    last contact of anybody
-- checks: unique(client_id), not_null(client_id, client_size, since_date, trap_date, limit_date, held_days, over_days)
-- personal: client_name, employee_name, limit_holder_name, client_phone, tax_id
-- roles: admin, director, head
-- page: hunters
-- team: employee_id
select
    clocks.client_id,
    clients.client_name,
    clients.client_phone,
    clients.tax_id,
    clients.client_size,
    clocks.employee_id,
    people.employee_name,
    clocks.since_date,
    keepers.employee_name as limit_holder_name,
    clocks.trap_date,
    clocks.limit_date,
    clocks.held_days,
    clocks.over_days,
    coalesce(clients.order_amount, 0)::decimal(18,2) as order_amount,
    clients.last_contact_date
from rollup_running_clocks as clocks
inner join dim_clients as clients on clocks.client_id = clients.client_id
left join dim_employees as people on clocks.employee_id = people.employee_id
left join dim_employees as keepers on clocks.limit_employee_id = keepers.employee_id
order by clocks.over_days desc, clocks.client_id
