-- int_talk_days: one day on which the call centre had a conversation with a client, and what was filed on it.
--   Conversations of one day are one talk.
-- grain: talk_date, client_id
-- partition: talk_month
-- columns:
--   talk_month       date     month  first day of the month
--   talk_date        date     day    company-local day
--   client_id        varchar  id     dim_clients.client_id
--   employee_id      varchar  id     dim_employees.employee_id of who spoke first that day
--   has_goal         boolean  flag   true when a primary goal was filed
--   has_refusal      boolean  flag   true when a refusal or a screening out was filed
--   has_profile      boolean  flag   true when the secondary goal profile was filed
-- checks: unique(talk_date, client_id), not_null(talk_month, talk_date, client_id, has_goal, has_refusal, has_profile)
with talks as (
    select
        call_month as talk_month,
        call_date as talk_date,
        client_id,
        value_at_earliest(employee_id, started_at) as employee_id
    from fct_calls
    where client_id is not null
        and is_conversation
        and leg_code = 'call_centre'
        and direction <> 'internal'
        and call_date >= touched_from()
        and call_date < touched_until()
        and call_month in (select month from touched_months_forward)
    group by call_month, call_date, client_id
),
outcomes as (
    select
        result_date,
        client_id,
        count(*) filter (where result_code = 'goal') as goal_count,
        count(*) filter (where result_code in ('refusal', 'screened_out')) as refusal_count,
        count(*) filter (where secondary_goal = 'profile') as profile_count
    from fct_call_results
    where client_id is not null
        and leg_code = 'call_centre'
        and result_date >= touched_from()
        and result_date < touched_until()
        and result_month in (select month from touched_months_forward)
    group by result_date, client_id
)
select
    talks.talk_month,
    talks.talk_date,
    talks.client_id,
    talks.employee_id,
    coalesce(outcomes.goal_count, 0) > 0 as has_goal,
    coalesce(outcomes.refusal_count, 0) > 0 as has_refusal,
    coalesce(outcomes.profile_count, 0) > 0 as has_profile
from talks
left join outcomes on talks.talk_date = outcomes.result_date and talks.client_id = outcomes.client_id
