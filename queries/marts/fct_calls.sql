-- fct_calls: one telephone call with its person, client and what it came to.
--   A call that was passed on is credited to the first who spoke; a call nobody can be found for is kept. Calls within the
--   company are rows too: reports count attempts, contacts, conversations and recordings of directions out and in only.
-- grain: call_id
-- stored: part
-- partition: call_month
-- columns:
--   call_id                varchar      id     the telephony's key, the same in every export
--   call_month             date         month  first day of the month
--   call_date              date         day    company-local day the call started
--   call_hour              integer      count  company-local hour the call started, 0 to 23
--   start_seconds          integer      s      seconds from company-local midnight to the start
--   started_at             timestamptz  utc    when dialling began
--   direction              varchar      code   in, out or internal
--   employee_id            varchar      id     dim_employees.employee_id; null when the operator is unknown
--   leg_code               varchar      code   part of the relay the person worked in on that day
--   client_id              varchar      id     dim_clients.client_id; null when the number is unknown
--   ring_seconds           integer      s      from dialling to answer or end
--   talk_seconds           integer      s      connected with a person, 0 when nobody answered
--   own_talk_seconds       integer      s      talk of the credited person alone; less than the talk of a call passed on
--   duration_seconds       integer      s      whole call, ringing included
--   disposition            varchar      code   how the call ended
--   is_contact             boolean      flag   answered with at least contact_seconds of talk
--   is_conversation        boolean      flag   answered with at least conversation_seconds of talk
--   has_recording          boolean      flag   true when the source names a recording or says that there is one
--   script_version         varchar      id     version of the script: the source's, else the one in use that day
--   transfer_count         integer      count  times the call was passed on
--   source_id              varchar      id     source the call came from
-- checks: unique(call_id), not_null(call_id, call_month, call_date, call_hour, started_at), accepted(direction, callDirections), accepted(disposition, dispositions), non_negative(talk_seconds, own_talk_seconds)
with first_speakers as (
    select call_id, employee_id, leg_code
    from int_transfer_legs
    where leg_month >= touched_from() and talk_seconds > 0 and employee_id is not null
    qualify row_number() over (partition by call_id order by leg_number) = 1
),
own_talk as (
    select
        first_speakers.call_id,
        first_speakers.employee_id,
        first_speakers.leg_code,
        sum(legs.talk_seconds)::integer as talk_seconds
    from first_speakers
    inner join int_transfer_legs as legs
        on first_speakers.call_id = legs.call_id and first_speakers.employee_id = legs.employee_id
    group by first_speakers.call_id, first_speakers.employee_id, first_speakers.leg_code
),
operators as (
    select distinct operator
    from stage.calls
    where started_at >= touched_from_at() and started_at < touched_until_at()
),
posts as (
    -- each spelling is compared once, not once a call
    select
        operators.operator,
        int_employee_posts.valid_from,
        int_employee_posts.valid_to,
        int_employee_posts.employee_id,
        int_employee_posts.leg_code
    from operators
    inner join int_employee_posts on name_key(operators.operator) = int_employee_posts.employee_key
),
touched_calls as (
    select
        call_id,
        started_at,
        company_time(started_at) as local_time,
        direction,
        operator,
        client_phone,
        client_id,
        ring_seconds,
        talk_seconds,
        duration_seconds,
        disposition,
        recording,
        is_recorded,
        script_version,
        transfer_count,
        source_id
    from stage.calls
    where started_at >= touched_from_at() and started_at < touched_until_at()
),
calls as (
    select
        touched_calls.*,
        local_time::date as call_date,
        month_of(local_time::date) as call_month,
        extract(hour from local_time)::integer as call_hour
    from touched_calls
)
select
    calls.call_id,
    calls.call_month,
    calls.call_date,
    calls.call_hour,
    (
        calls.call_hour * 3600
        + extract(minute from calls.local_time) * 60
        + extract(second from calls.local_time)
    )::integer as start_seconds,
    calls.started_at,
    calls.direction,
    coalesce(own_talk.employee_id, posts.employee_id) as employee_id,
    case when own_talk.call_id is null then posts.leg_code else own_talk.leg_code end as leg_code,
    coalesce(calls.client_id, phones.client_id) as client_id,
    calls.ring_seconds,
    calls.talk_seconds,
    least(coalesce(own_talk.talk_seconds, calls.talk_seconds), calls.talk_seconds) as own_talk_seconds,
    coalesce(calls.duration_seconds, coalesce(calls.ring_seconds, 0) + calls.talk_seconds)::integer
        as duration_seconds,
    calls.disposition,
    calls.disposition = 'answered' and calls.talk_seconds >= settings.contact_seconds as is_contact,
    calls.disposition = 'answered' and calls.talk_seconds >= settings.conversation_seconds
        as is_conversation,
    coalesce(calls.is_recorded, coalesce(calls.recording, '') <> '') as has_recording,
    coalesce(calls.script_version, script_days.script_version) as script_version,
    coalesce(calls.transfer_count, 0) as transfer_count,
    calls.source_id
from calls
cross join dim_settings as settings
left join posts
    on calls.operator = posts.operator
    and calls.call_date >= posts.valid_from
    and calls.call_date < posts.valid_to
left join int_client_phones as phones on calls.client_phone = phones.phone
left join int_script_days as script_days on calls.call_date = script_days.script_date
left join own_talk on calls.call_id = own_talk.call_id
where calls.call_month in (select month from touched_months)
-- one client's calls lie together: a case reads them, not the year
order by coalesce(calls.client_id, phones.client_id)
