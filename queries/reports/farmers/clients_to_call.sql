-- clients_to_call: farmers' clients to call, with the reason in their own past, those that usually buy most first.
-- grain: client_id, reason_code
-- params:
--   team_id  varchar  only clients of this team's people; null for everybody's
-- columns:
--   client_id           varchar        id     dim_clients.client_id
--   client_name         varchar        text   company name
--   client_phone        varchar        text   number of the person who decides, else the company's
--   tax_id              varchar        id     tax number
--   client_size         varchar        code   large, medium, small or unknown
--   employee_id         varchar        id     dim_employees.employee_id of the farmer
--   employee_name       varchar        text   full name of the farmer
--   reason_code         varchar        code   overdue_order or below_range
--   silent_days         integer        days   days since the last purchase day
--   longest_pause_days  integer        days   longest pause before; null for below_range
--   pause_count         integer        count  pauses known; null for below_range
--   usual_amount        decimal(18,2)  money  mean month of the twelve before the last three
--   recent_amount       decimal(18,2)  money  mean month of the last three whole months
--   low_amount          decimal(18,2)  money  the lower limit; null for overdue_order
--   last_contact_date   date           day    last contact of anybody
--   all_call_count      integer        count  clients in all with a reason
-- checks: unique(client_id, reason_code), not_null(client_id, client_size, employee_name, reason_code, silent_days, usual_amount, recent_amount, all_call_count)
-- personal: client_name, employee_name, client_phone, tax_id
-- roles: admin, director, head
-- page: farmers
-- rows: 2000
with counted as (
    select count(distinct calls.client_id) as all_call_count
    from rollup_clients_to_call as calls
    inner join dim_employees as people on calls.employee_id = people.employee_id
    where $team_id::varchar is null or people.team_id = $team_id::varchar
)
select
    calls.client_id,
    calls.client_name,
    calls.client_phone,
    calls.tax_id,
    calls.client_size,
    calls.employee_id,
    people.employee_name,
    calls.reason_code,
    calls.silent_days,
    calls.longest_pause_days,
    calls.pause_count,
    calls.usual_amount,
    calls.recent_amount,
    calls.low_amount,
    calls.last_contact_date,
    counted.all_call_count::integer as all_call_count
from rollup_clients_to_call as calls
inner join dim_employees as people on calls.employee_id = people.employee_id
cross join counted
where $team_id::varchar is null or people.team_id = $team_id::varchar
order by calls.usual_amount desc, calls.client_id, calls.reason_code
