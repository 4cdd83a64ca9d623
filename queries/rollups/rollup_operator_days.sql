-- rollup_operator_days: work of one person on one day.
-- grain: employee_id, call_date
-- stored: part
-- partition: call_month
-- columns:
--   call_month          date     month  first day of the month
--   call_date           date     day    company-local day
--   employee_id         varchar  id     dim_employees.employee_id
--   leg_code            varchar  code   part of the relay on that day
--   team_id             varchar  text   team on that day
--   attempt_count       integer  count  calls out and in, internal ones not
--   contact_count       integer  count  of these, with a person on the line
--   conversation_count  integer  count  of these, long enough to be a conversation
--   brief_count         integer  count  conversations less than 15 seconds over the threshold
--   recorded_count      integer  count  conversations with a recording
--   talk_seconds        integer  s      talk, also in calls others passed on to this person; calls within the company are none
--   goal_count          integer  count  primary goals filed
--   secondary_count     integer  count  secondary goals filed
--   refusal_count       integer  count  refusals filed
--   callback_count      integer  count  promised calls filed
--   screened_out_count  integer  count  clients screened out
-- checks: unique(employee_id, call_date), not_null(employee_id, call_date, call_month), non_negative(talk_seconds)
with counts as (
    select
        call_month,
        call_date,
        employee_id,
        leg_code,
        team_id,
        attempt_count,
        contact_count,
        conversation_count,
        brief_count,
        recorded_count,
        talk_seconds,
        0 as goal_count,
        0 as secondary_count,
        0 as refusal_count,
        0 as callback_count,
        0 as screened_out_count
    from int_operator_hours
    where employee_id is not null
        and call_date >= touched_from()
        and call_date < touched_until()
        and call_month in (select month from touched_months_forward)
    union all
    select
        legs.leg_month as call_month,
        legs.leg_date as call_date,
        legs.employee_id,
        legs.leg_code,
        legs.team_id,
        0 as attempt_count,
        0 as contact_count,
        0 as conversation_count,
        0 as brief_count,
        0 as recorded_count,
        legs.talk_seconds,
        0 as goal_count,
        0 as secondary_count,
        0 as refusal_count,
        0 as callback_count,
        0 as screened_out_count
    from int_transfer_legs as legs
    inner join fct_calls as calls on legs.call_id = calls.call_id
    where legs.employee_id is not null
        and legs.employee_id <> coalesce(calls.employee_id, '')
        and calls.direction <> 'internal'
        and legs.leg_month in (select month from touched_months_forward)
        and calls.call_date >= days_after(touched_from(), -1)
        and calls.call_date < touched_until()
    union all
    select
        result_month as call_month,
        result_date as call_date,
        employee_id,
        leg_code,
        team_id,
        0 as attempt_count,
        0 as contact_count,
        0 as conversation_count,
        0 as brief_count,
        0 as recorded_count,
        0 as talk_seconds,
        case when result_code = 'goal' then 1 else 0 end as goal_count,
        case when result_code = 'secondary' then 1 else 0 end as secondary_count,
        case when result_code = 'refusal' then 1 else 0 end as refusal_count,
        case when result_code = 'callback' then 1 else 0 end as callback_count,
        case when result_code = 'screened_out' then 1 else 0 end as screened_out_count
    from fct_call_results
    where employee_id is not null
        and result_date >= touched_from()
        and result_date < touched_until()
        and result_month in (select month from touched_months_forward)
)
select
    call_month,
    call_date,
    employee_id,
    max(leg_code) as leg_code,
    max(team_id) as team_id,
    sum(attempt_count)::integer as attempt_count,
    sum(contact_count)::integer as contact_count,
    sum(conversation_count)::integer as conversation_count,
    sum(brief_count)::integer as brief_count,
    sum(recorded_count)::integer as recorded_count,
    sum(talk_seconds)::integer as talk_seconds,
    sum(goal_count)::integer as goal_count,
    sum(secondary_count)::integer as secondary_count,
    sum(refusal_count)::integer as refusal_count,
    sum(callback_count)::integer as callback_count,
    sum(screened_out_count)::integer as screened_out_count
from counts
group by call_month, call_date, employee_id
