-- rollup_operator_hours: work of one person in one hour of the day over a month.
--   Talk is split at the full hour: what goes on past it belongs to the next.
-- grain: call_month, employee_id, leg_code, call_hour
-- stored: part
-- partition: call_month
-- columns:
--   call_month          date     month  first day of the month
--   employee_id         varchar  id     dim_employees.employee_id
--   leg_code            varchar  code   part of the relay
--   call_hour           integer  count  company-local hour, 0 to 23
--   attempt_count       integer  count  calls out and in
--   contact_count       integer  count  of these, with a person on the line
--   conversation_count  integer  count  of these, long enough to be a conversation
--   talk_seconds        integer  s      talk within the hour
--   active_day_count    integer  count  days with a call in this hour
-- checks: unique(call_month, employee_id, leg_code, call_hour), not_null(call_month, employee_id, call_hour)
with days as (
    select
        call_month,
        call_date,
        call_hour,
        employee_id,
        leg_code,
        sum(attempt_count) as attempt_count,
        sum(contact_count) as contact_count,
        sum(conversation_count) as conversation_count,
        sum(talk_seconds) as talk_seconds,
        sum(next_hour_seconds) as next_hour_seconds
    from int_operator_hours
    where employee_id is not null
        and call_date >= touched_from()
        and call_date < touched_until()
        and call_month in (select month from touched_months)
    group by call_month, call_date, call_hour, employee_id, leg_code
),
hours as (
    select
        call_month,
        employee_id,
        leg_code,
        call_hour,
        attempt_count,
        contact_count,
        conversation_count,
        talk_seconds - next_hour_seconds as talk_seconds,
        case when attempt_count > 0 then 1 else 0 end as active_day_count
    from days
    union all
    select
        call_month,
        employee_id,
        leg_code,
        (call_hour + 1) % 24 as call_hour,
        0 as attempt_count,
        0 as contact_count,
        0 as conversation_count,
        next_hour_seconds as talk_seconds,
        0 as active_day_count
    from days
    where next_hour_seconds > 0
)
select
    call_month,
    employee_id,
    leg_code,
    call_hour,
    sum(attempt_count)::integer as attempt_count,
    sum(contact_count)::integer as contact_count,
    sum(conversation_count)::integer as conversation_count,
    sum(talk_seconds)::integer as talk_seconds,
    sum(active_day_count)::integer as active_day_count
from hours
group by call_month, employee_id, leg_code, call_hour
