-- rollup_running_clocks: clients past their trap event that a hunter still holds on the last day of data.
-- grain: client_id
-- columns:
--   client_id    varchar  id    dim_clients.client_id
--   employee_id  varchar  id    dim_employees.employee_id of the hunter
--   trap_date    date     day   day of the trap event
--   limit_date   date     day   last day the hunter may keep the client
--   held_days    integer  days  days since the trap event
--   over_days    integer  days  days past the limit; negative while there is time
-- checks: unique(client_id), not_null(client_id, trap_date, limit_date, held_days, over_days)
select
    clocks.client_id,
    clocks.hunter_employee_id as employee_id,
    clocks.trap_date,
    clocks.limit_date,
    date_diff('day', clocks.trap_date, settings.data_until)::integer as held_days,
    date_diff('day', clocks.limit_date, settings.data_until)::integer as over_days
from fct_handover_clocks as clocks
cross join dim_settings as settings
where clocks.trap_date <= settings.data_until
    and (clocks.ended_date is null or clocks.ended_date > settings.data_until)
