-- int_operator_hours: calls of one person in one hour of one day.
--   Days, hours of the day and months are added up from here, so that calls are read once.
-- grain: employee_id, call_date, call_hour, script_version
-- partition: call_month
-- columns:
--   call_month          date     month  first day of the month
--   call_date           date     day    company-local day
--   call_hour           integer  count  company-local hour, 0 to 23
--   employee_id         varchar  id     dim_employees.employee_id; null when the operator is unknown
--   leg_code            varchar  code   part of the relay
--   team_id             varchar  text   team or department
--   script_version      varchar  id     version of the script
--   call_count          integer  count  calls of every direction
--   attempt_count       integer  count  calls out and in, internal ones not
--   contact_count       integer  count  of these, with a person on the line
--   conversation_count  integer  count  of these, long enough to be a conversation
--   brief_count         integer  count  conversations less than 15 seconds over the threshold
--   recorded_count      integer  count  conversations with a recording
--   talk_seconds        integer  s      talk of the credited person
--   next_hour_seconds   integer  s      part of that talk that fell into the next hour
-- checks: unique(employee_id, call_date, call_hour, script_version), not_null(call_month, call_date, call_hour)
with calls as (
    select
        fct_calls.call_date,
        fct_calls.call_hour,
        fct_calls.employee_id,
        fct_calls.script_version,
        fct_calls.direction <> 'internal' as is_attempt,
        fct_calls.direction <> 'internal' and fct_calls.is_contact as is_contact,
        fct_calls.direction <> 'internal' and fct_calls.is_conversation as is_conversation,
        fct_calls.has_recording,
        case when fct_calls.direction = 'internal' then 0 else fct_calls.own_talk_seconds end as talk_seconds,
        fct_calls.start_seconds % 3600 + coalesce(fct_calls.ring_seconds, 0) as talk_start,
        fct_calls.talk_seconds < settings.conversation_seconds + 15 as is_brief
    from fct_calls
    cross join dim_settings as settings
    where fct_calls.call_date >= touched_from()
        and fct_calls.call_date < touched_until()
        and fct_calls.call_month in (select month from touched_months)
),
hours as (
    -- as few keys as can be: each is felt over all calls
    select
        call_date,
        call_hour,
        employee_id,
        script_version,
        count(*) as call_count,
        count(*) filter (where is_attempt) as attempt_count,
        count(*) filter (where is_contact) as contact_count,
        count(*) filter (where is_conversation) as conversation_count,
        count(*) filter (where is_conversation and is_brief) as brief_count,
        count(*) filter (where is_conversation and has_recording) as recorded_count,
        sum(talk_seconds) as talk_seconds,
        sum(
            least(greatest(talk_start + calls.talk_seconds - 3600, 0), calls.talk_seconds)
        ) as next_hour_seconds
    from calls
    group by call_date, call_hour, employee_id, script_version
)
select
    month_of(hours.call_date) as call_month,
    hours.call_date,
    hours.call_hour,
    hours.employee_id,
    posts.leg_code,
    posts.team_id,
    hours.script_version,
    hours.call_count::integer as call_count,
    hours.attempt_count::integer as attempt_count,
    hours.contact_count::integer as contact_count,
    hours.conversation_count::integer as conversation_count,
    hours.brief_count::integer as brief_count,
    hours.recorded_count::integer as recorded_count,
    hours.talk_seconds::integer as talk_seconds,
    hours.next_hour_seconds::integer as next_hour_seconds
from hours
left join dim_employee_roles as posts
    on hours.employee_id = posts.employee_id
    and hours.call_date >= posts.valid_from
    and hours.call_date < posts.valid_to
