-- rollup_call_months: calls and outcomes of one part of the relay in a month.
-- grain: call_month, leg_code
-- partition: call_month
-- columns:
--   call_month                  date     month  first day of the month
--   leg_code                    varchar  code   part of the relay; null for calls of others and of unknown people
--   call_count                  integer  count  calls of every direction
--   attempt_count               integer  count  calls out and in, internal ones not
--   contact_count               integer  count  of these, with a person on the line
--   conversation_count          integer  count  of these, long enough to be a conversation
--   recorded_count              integer  count  conversations with a recording
--   talk_seconds                bigint   s      time spent talking
--   operator_count              integer  count  people with an attempt
--   attempt_client_count        integer  count  clients called
--   contact_client_count        integer  count  clients with a contact
--   conversation_client_count   integer  count  clients with a conversation
--   new_client_count            integer  count  clients the call centre called for the first time ever; 0 for the other parts
--   decision_maker_count        integer  count  outcomes with the person who decides
--   decision_known_count        integer  count  outcomes that say whether that person was on the line
--   decision_maker_client_count integer  count  clients whose decision maker was on the line
--   goal_count                  integer  count  primary goals filed
--   goal_client_count           integer  count  clients with a primary goal
--   talked_goal_client_count    integer  count  clients with a conversation and a primary goal
--   refused_client_count        integer  count  clients with a conversation, no goal, and a refusal or screening out at the end
-- checks: unique(call_month, leg_code), not_null(call_month)
with slots as (
    select
        call_month,
        coalesce(leg_code, '') as leg_code,
        sum(call_count) as call_count,
        sum(attempt_count) as attempt_count,
        sum(contact_count) as contact_count,
        sum(conversation_count) as conversation_count,
        sum(recorded_count) as recorded_count,
        sum(talk_seconds) as talk_seconds,
        count(distinct employee_id) filter (where slots.attempt_count > 0) as operator_count
    from int_operator_hours as slots
    where call_date >= touched_from()
        and call_date < touched_until()
        and call_month in (select month from touched_months_forward)
    group by call_month, coalesce(leg_code, '')
),
contacts as (
    select
        contact_month as call_month,
        coalesce(leg_code, '') as leg_code,
        client_id,
        contact_count,
        conversation_count
    from int_contact_months
    where contact_month >= touched_from()
        and contact_month < touched_until()
        and contact_month in (select month from touched_months_forward)
),
outcomes as (
    select
        result_month as call_month,
        coalesce(leg_code, '') as leg_code,
        client_id,
        sum(goal_count) as goal_count,
        sum(decision_maker_count) as decision_maker_count,
        sum(decision_known_count) as decision_known_count,
        value_at_latest(last_result_code, last_result_key) as last_result_code
    from int_result_months
    where result_month in (select month from touched_months_forward)
    group by result_month, coalesce(leg_code, ''), client_id
),
contact_counts as (
    select
        contacts.call_month,
        contacts.leg_code,
        count(*) as attempt_client_count,
        count(*) filter (where contacts.contact_count > 0) as contact_client_count,
        count(*) filter (where contacts.conversation_count > 0) as conversation_client_count,
        count(*) filter (
            where contacts.leg_code = 'call_centre' and month_of(starts.first_worked_date) = contacts.call_month
        ) as new_client_count,
        count(*) filter (
            where contacts.conversation_count > 0 and outcomes.goal_count > 0
        ) as talked_goal_client_count,
        count(*) filter (
            where contacts.conversation_count > 0
                and outcomes.goal_count = 0
                and outcomes.last_result_code in ('refusal', 'screened_out')
        ) as refused_client_count
    from contacts
    left join int_client_starts as starts on contacts.client_id = starts.client_id
    left join outcomes
        on contacts.call_month = outcomes.call_month
        and contacts.leg_code = outcomes.leg_code
        and contacts.client_id = outcomes.client_id
    group by contacts.call_month, contacts.leg_code
),
outcome_counts as (
    select
        call_month,
        leg_code,
        sum(decision_maker_count) as decision_maker_count,
        sum(decision_known_count) as decision_known_count,
        count(client_id) filter (where outcomes.decision_maker_count > 0) as decision_maker_client_count,
        sum(goal_count) as goal_count,
        count(client_id) filter (where outcomes.goal_count > 0) as goal_client_count
    from outcomes
    group by call_month, leg_code
),
legs as (
    select call_month, leg_code from slots
    union
    select call_month, leg_code from outcome_counts
)
select
    legs.call_month,
    nullif(legs.leg_code, '') as leg_code,
    coalesce(slots.call_count, 0)::integer as call_count,
    coalesce(slots.attempt_count, 0)::integer as attempt_count,
    coalesce(slots.contact_count, 0)::integer as contact_count,
    coalesce(slots.conversation_count, 0)::integer as conversation_count,
    coalesce(slots.recorded_count, 0)::integer as recorded_count,
    coalesce(slots.talk_seconds, 0)::bigint as talk_seconds,
    coalesce(slots.operator_count, 0)::integer as operator_count,
    coalesce(contact_counts.attempt_client_count, 0)::integer as attempt_client_count,
    coalesce(contact_counts.contact_client_count, 0)::integer as contact_client_count,
    coalesce(contact_counts.conversation_client_count, 0)::integer as conversation_client_count,
    coalesce(contact_counts.new_client_count, 0)::integer as new_client_count,
    coalesce(outcome_counts.decision_maker_count, 0)::integer as decision_maker_count,
    coalesce(outcome_counts.decision_known_count, 0)::integer as decision_known_count,
    coalesce(outcome_counts.decision_maker_client_count, 0)::integer as decision_maker_client_count,
    coalesce(outcome_counts.goal_count, 0)::integer as goal_count,
    coalesce(outcome_counts.goal_client_count, 0)::integer as goal_client_count,
    coalesce(contact_counts.talked_goal_client_count, 0)::integer as talked_goal_client_count,
    coalesce(contact_counts.refused_client_count, 0)::integer as refused_client_count
from legs
left join slots on legs.call_month = slots.call_month and legs.leg_code = slots.leg_code
left join contact_counts
    on legs.call_month = contact_counts.call_month and legs.leg_code = contact_counts.leg_code
left join outcome_counts
    on legs.call_month = outcome_counts.call_month and legs.leg_code = outcome_counts.leg_code
