-- int_operator_slots: calls of one person within a stretch of the day as long as a gap may be.
--   Days, hours and gaps are added up from here, so that calls are read once.
--   Two calls of one slot are never further apart than a gap.
-- grain: employee_id, call_date, call_hour, slot_number, script_version
-- partition: call_month
-- columns:
--   call_month             date         month  first day of the month
--   call_date              date         day    company-local day
--   call_hour              integer      count  company-local hour, 0 to 23
--   slot_number            integer      count  stretch of the day, from midnight
--   employee_id            varchar      id     dim_employees.employee_id; null when the operator is unknown
--   leg_code               varchar      code   part of the relay
--   team_id                varchar      text   team or department
--   script_version         varchar      id     version of the script
--   call_count             integer      count  calls of every direction
--   attempt_count          integer      count  calls out and in, internal ones not
--   contact_count          integer      count  of these, with a person on the line
--   conversation_count     integer      count  of these, long enough to be a conversation
--   brief_count            integer      count  conversations less than 15 seconds over the threshold
--   recorded_count         integer      count  conversations with a recording
--   talk_seconds           integer      s      talk of the credited person
--   next_hour_seconds      integer      s      part of that talk that fell into the next hour
--   first_started_at       timestamptz  utc    start of the first call
--   last_ended_at          timestamptz  utc    end of the call that ended last
-- checks: unique(employee_id, call_date, call_hour, slot_number, script_version), not_null(call_month, call_date, slot_number)
with calls as (
    select
        fct_calls.call_date,
        -- hour and slot as one number: every key less is felt over all calls
        fct_calls.call_hour * 10000
        + floor(fct_calls.start_seconds / greatest(settings.gap_seconds, 60)::double)::integer
            as hour_slot,
        fct_calls.employee_id,
        fct_calls.script_version,
        fct_calls.direction <> 'internal' as is_attempt,
        fct_calls.direction <> 'internal' and fct_calls.is_contact as is_contact,
        fct_calls.direction <> 'internal' and fct_calls.is_conversation as is_conversation,
        fct_calls.has_recording,
        case when fct_calls.direction = 'internal' then 0 else fct_calls.own_talk_seconds end as talk_seconds,
        fct_calls.start_seconds % 3600 + coalesce(fct_calls.ring_seconds, 0) as talk_start,
        fct_calls.talk_seconds < settings.conversation_seconds + 15 as is_brief,
        fct_calls.started_at,
        fct_calls.started_at + to_seconds(fct_calls.duration_seconds) as ended_at
    from fct_calls
    cross join dim_settings as settings
    where fct_calls.call_date >= touched_from()
        and fct_calls.call_date < touched_until()
        and fct_calls.call_month in (select month from touched_months)
),
slots as (
    select
        call_date,
        hour_slot,
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
        ) as next_hour_seconds,
        min(started_at) as first_started_at,
        max(ended_at) as last_ended_at
    from calls
    group by call_date, hour_slot, employee_id, script_version
)
select
    month_of(slots.call_date) as call_month,
    slots.call_date,
    floor(slots.hour_slot / 10000.0)::integer as call_hour,
    (slots.hour_slot % 10000)::integer as slot_number,
    slots.employee_id,
    posts.leg_code,
    posts.team_id,
    slots.script_version,
    slots.call_count::integer as call_count,
    slots.attempt_count::integer as attempt_count,
    slots.contact_count::integer as contact_count,
    slots.conversation_count::integer as conversation_count,
    slots.brief_count::integer as brief_count,
    slots.recorded_count::integer as recorded_count,
    slots.talk_seconds::integer as talk_seconds,
    slots.next_hour_seconds::integer as next_hour_seconds,
    slots.first_started_at,
    slots.last_ended_at
from slots
left join dim_employee_roles as posts
    on slots.employee_id = posts.employee_id
    and slots.call_date >= posts.valid_from
    and slots.call_date < posts.valid_to
