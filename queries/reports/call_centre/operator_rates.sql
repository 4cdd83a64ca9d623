-- operator_rates: clients each operator brought to a primary goal in the twelve months up to a month, of his conversations.
--   The limits compare with the other operators month by month, by conversations: an absence changes none of them.
-- grain: employee_id
-- params:
--   month  date  first day of the last month
-- columns:
--   employee_id         varchar  id     dim_employees.employee_id
--   employee_name       varchar  text   full name
--   worked_month_count  integer  count  months with conversations
--   conversation_count  integer  count  conversations, very short ones left out
--   goal_client_count   integer  count  clients with a primary goal, month by month added up
--   expected_hits       double   ratio  clients all together would have brought to a goal from these conversations
--   chance_low          double   ratio  fewest clients with a goal that chance leaves
--   chance_high         double   ratio  most clients with a goal that chance leaves
-- checks: unique(employee_id), not_null(employee_id, employee_name, worked_month_count, conversation_count, goal_client_count, expected_hits, chance_low, chance_high)
-- personal: employee_name
-- team: employee_id
-- roles: admin, director, head
-- page: call_centre
-- drill: operator_days
select
    rates.employee_id,
    people.employee_name,
    rates.worked_month_count,
    rates.conversation_count,
    rates.goal_client_count,
    rates.expected_hits,
    rates.chance_low,
    rates.chance_high
from rollup_operator_rates as rates
inner join dim_employees as people on rates.employee_id = people.employee_id
where rates.month = $month::date
order by people.employee_name, rates.employee_id
