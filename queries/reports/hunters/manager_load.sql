-- manager_load: clients each hunter and farmer spoke with in a month, beside the norm of the month and the clients held.
-- grain: leg_code, employee_id
-- params:
--   month  date  first day of the month
-- columns:
--   leg_code                   varchar  code   hunters or farmers
--   employee_id                varchar  id     dim_employees.employee_id
--   employee_name              varchar  text   full name
--   conversation_client_count  integer  count  clients with a conversation
--   held_count                 integer  count  clients held on the last day of data
--   norm_low                   double   ratio  lower bound of the norm; null when there is none
--   norm_high                  double   ratio  upper bound of the norm; null when there is none
-- checks: unique(leg_code, employee_id), not_null(leg_code, employee_id, employee_name, conversation_client_count, held_count)
-- personal: employee_name
-- roles: admin, director, head
-- page: hunters
-- team: employee_id
with work as (
    select leg_code, employee_id, sum(conversation_client_count) as conversation_client_count
    from rollup_operator_months
    where month = $month::date and leg_code in ('hunters', 'farmers') and worked_day_count > 0
    group by leg_code, employee_id
),
held as (
    select owner_leg_code, owner_employee_id, count(*) as held_count
    from dim_clients
    where owner_employee_id is not null
    group by owner_leg_code, owner_employee_id
),
norms as (
    select low, high
    from dim_norm_months
    where month = $month::date and norm_id = 'clients_per_manager'
)
select
    work.leg_code,
    work.employee_id,
    people.employee_name,
    work.conversation_client_count::integer as conversation_client_count,
    coalesce(held.held_count, 0)::integer as held_count,
    norms.low::double as norm_low,
    norms.high::double as norm_high
from work
inner join dim_employees as people on work.employee_id = people.employee_id
left join held
    on work.leg_code = held.owner_leg_code and work.employee_id = held.owner_employee_id
left join norms on true
order by work.leg_code, work.conversation_client_count desc, work.employee_id
