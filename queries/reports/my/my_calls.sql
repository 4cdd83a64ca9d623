-- my_calls: a farmer's own clients to call, with the reason in their own past, those that usually buy most first.
-- grain: client_id, reason_code
-- params:
--   employee_id  varchar  the employee who asks; set by the server
-- columns:
--   client_id           varchar        id     dim_clients.client_id
--   client_name         varchar        text   company name
--   reason_code         varchar        code   overdue_order or below_range
--   silent_days         integer        days   days since the last purchase day
--   longest_pause_days  integer        days   longest pause before; null for below_range
--   pause_count         integer        count  pauses known; null for below_range
--   usual_amount        decimal(18,2)  money  mean month of the twelve before the last three
--   recent_amount       decimal(18,2)  money  mean month of the last three whole months
--   low_amount          decimal(18,2)  money  the lower limit; null for overdue_order
--   last_contact_date   date           day    last contact of anybody
-- checks: unique(client_id, reason_code), not_null(client_id, reason_code, silent_days, usual_amount, recent_amount)
-- personal: client_name
-- roles: employee
-- page: my
select
    calls.client_id,
    calls.client_name,
    calls.reason_code,
    calls.silent_days,
    calls.longest_pause_days,
    calls.pause_count,
    calls.usual_amount,
    calls.recent_amount,
    calls.low_amount,
    calls.last_contact_date
from rollup_clients_to_call as calls
where calls.employee_id = $employee_id::varchar
order by calls.usual_amount desc, calls.client_id, calls.reason_code
