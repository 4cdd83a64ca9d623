-- call_funnel: from the attempt to the result in a month, in events and in clients, beside the month before.
-- grain: step_code
-- params:
--   month  date  first day of the month
-- columns:
--   step_code              varchar  code   attempts, contacts, conversations, decision_maker or results
--   step_order             integer  count  its place, from 1
--   event_count            integer  count  calls, or outcomes from decision_maker on
--   client_count           integer  count  different known clients
--   previous_event_count   integer  count  events in the month before
--   previous_client_count  integer  count  clients in the month before
-- checks: not_null(step_code, step_order, event_count, client_count)
-- roles: admin, director, head
-- page: call_centre
with steps as (
    select
        call_month,
        'attempts' as step_code,
        1 as step_order,
        attempt_count as event_count,
        attempt_client_count as client_count
    from rollup_call_months
    where leg_code = 'call_centre'
    union all
    select
        call_month,
        'contacts' as step_code,
        2 as step_order,
        contact_count as event_count,
        contact_client_count as client_count
    from rollup_call_months
    where leg_code = 'call_centre'
    union all
    select
        call_month,
        'conversations' as step_code,
        3 as step_order,
        conversation_count as event_count,
        conversation_client_count as client_count
    from rollup_call_months
    where leg_code = 'call_centre'
    union all
    select
        call_month,
        'decision_maker' as step_code,
        4 as step_order,
        decision_maker_count as event_count,
        decision_maker_client_count as client_count
    from rollup_call_months
    where leg_code = 'call_centre'
    union all
    select
        call_month,
        'results' as step_code,
        5 as step_order,
        goal_count as event_count,
        goal_client_count as client_count
    from rollup_call_months
    where leg_code = 'call_centre'
)
select
    steps.step_code,
    steps.step_order::integer as step_order,
    steps.event_count,
    steps.client_count,
    previous.event_count as previous_event_count,
    previous.client_count as previous_client_count
from steps
left join steps as previous
    on previous.call_month = months_after($month::date, -1) and steps.step_code = previous.step_code
where steps.call_month = $month::date
order by steps.step_order
