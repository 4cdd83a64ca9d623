-- call_funnel: from the attempt to the result in a month, of the call centre and of each operator, beside the month before.
--   A step is a share of the events that could have made it: a contact of attempts, a conversation of contacts, a result of
--   conversations. The person who decides stands apart: outcomes with that person, of those outcomes that say whether it was;
--   where none says it there is no such row.
-- grain: step_code, employee_id
-- params:
--   month  date  first day of the month
-- columns:
--   step_code              varchar  code   attempts, contacts, conversations, results or decision_maker
--   step_order             integer  count  its place, from 1
--   employee_id            varchar  id     dim_employees.employee_id; null for the whole call centre
--   employee_name          varchar  text   full name; null for the whole call centre
--   event_count            integer  count  calls, results, or outcomes with the person who decides
--   base_count             integer  count  events that could have made the step; null for the attempts
--   client_count           integer  count  different known clients; null where only the whole call centre is counted
--   previous_event_count   integer  count  events in the month before
--   previous_client_count  integer  count  clients in the month before
-- checks: not_null(step_code, step_order, event_count)
-- personal: employee_name
-- roles: admin, director, head
-- page: call_centre
-- team: employee_id
with work as (
    select
        call_month as month,
        '' as employee_id,
        attempt_count,
        attempt_client_count,
        contact_count,
        contact_client_count,
        conversation_count,
        conversation_client_count,
        goal_count,
        goal_client_count,
        decision_maker_count,
        decision_maker_client_count,
        decision_known_count
    from rollup_call_months
    where leg_code = 'call_centre' and call_month in ($month::date, months_after($month::date, -1))
    union all
    select
        month,
        employee_id,
        sum(attempt_count) as attempt_count,
        sum(company_count) as attempt_client_count,
        sum(contact_count) as contact_count,
        null as contact_client_count,
        sum(conversation_count) as conversation_count,
        sum(conversation_client_count) as conversation_client_count,
        sum(goal_count) as goal_count,
        sum(goal_client_count) as goal_client_count,
        sum(decision_maker_count) as decision_maker_count,
        null as decision_maker_client_count,
        sum(decision_known_count) as decision_known_count
    from rollup_operator_months
    where leg_code = 'call_centre' and month in ($month::date, months_after($month::date, -1))
    group by month, employee_id
),
steps as (
    select
        month,
        employee_id,
        'attempts' as step_code,
        1 as step_order,
        attempt_count as event_count,
        null::bigint as base_count,
        attempt_client_count as client_count
    from work
    union all
    select
        month,
        employee_id,
        'contacts' as step_code,
        2 as step_order,
        contact_count as event_count,
        attempt_count as base_count,
        contact_client_count as client_count
    from work
    union all
    select
        month,
        employee_id,
        'conversations' as step_code,
        3 as step_order,
        conversation_count as event_count,
        contact_count as base_count,
        conversation_client_count as client_count
    from work
    union all
    select
        month,
        employee_id,
        'results' as step_code,
        4 as step_order,
        goal_count as event_count,
        conversation_count as base_count,
        goal_client_count as client_count
    from work
    union all
    select
        month,
        employee_id,
        'decision_maker' as step_code,
        5 as step_order,
        decision_maker_count as event_count,
        decision_known_count as base_count,
        decision_maker_client_count as client_count
    from work
    where decision_known_count > 0
)
select
    steps.step_code,
    steps.step_order::integer as step_order,
    nullif(steps.employee_id, '') as employee_id,
    people.employee_name,
    steps.event_count::integer as event_count,
    steps.base_count::integer as base_count,
    steps.client_count::integer as client_count,
    previous.event_count::integer as previous_event_count,
    previous.client_count::integer as previous_client_count
from steps
left join steps as previous
    on previous.month = months_after($month::date, -1)
    and steps.step_code = previous.step_code
    and steps.employee_id = previous.employee_id
left join dim_employees as people on steps.employee_id = people.employee_id
where steps.month = $month::date
order by people.employee_name nulls first, steps.employee_id, steps.step_order
