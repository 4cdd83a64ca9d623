-- rollup_running_clocks: clients past their trap event that a hunter still holds on the last day of data.
--   The client is on the list of who holds him now, with the limit of the client, whoever let it pass.
-- grain: client_id
-- columns:
--   client_id          varchar  id    dim_clients.client_id
--   employee_id        varchar  id    dim_employees.employee_id of the hunter who holds the client
--   since_date         date     day   first day on which that hunter held him with the clock running, without a break
--   limit_employee_id  varchar  id    dim_employees.employee_id of the hunter who held him when the limit passed; null while it has not
--   trap_date          date     day   day of the trap event
--   limit_date         date     day   last day hunters may keep the client
--   held_days          integer  days  days since the trap event
--   over_days          integer  days  days past the limit; negative while there is time
-- checks: unique(client_id), not_null(client_id, since_date, trap_date, limit_date, held_days, over_days)
select
    clocks.client_id,
    clocks.hunter_employee_id as employee_id,
    clocks.started_date as since_date,
    case when clocks.limit_date < settings.data_until then keepers.hunter_employee_id end as limit_employee_id,
    clocks.trap_date,
    clocks.limit_date,
    date_diff('day', clocks.trap_date, settings.data_until)::integer as held_days,
    date_diff('day', clocks.limit_date, settings.data_until)::integer as over_days
from fct_handover_clocks as clocks
cross join dim_settings as settings
left join fct_handover_clocks as keepers
    on clocks.client_id = keepers.client_id
    and keepers.started_date <= clocks.limit_date
    and coalesce(keepers.ended_date, date '9000-01-01') > clocks.limit_date
where clocks.started_date <= settings.data_until
    and (clocks.ended_date is null or clocks.ended_date > settings.data_until)
