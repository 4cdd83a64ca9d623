-- call_hours: calls and talk of each operator by hour of the day over a month.
-- grain: employee_id, hour
-- params:
--   month  date  first day of the month
-- columns:
--   employee_id         varchar  id     dim_employees.employee_id
--   employee_name       varchar  text   full name
--   hour                integer  count  company-local hour, 0 to 23
--   attempt_count       integer  count  calls out and in
--   contact_count       integer  count  of these, with a person on the line
--   conversation_count  integer  count  of these, long enough to be a conversation
--   talk_seconds        integer  s      talk within the hour
--   active_day_count    integer  count  days with a call in this hour
-- checks: not_null(employee_id, employee_name, hour, attempt_count, contact_count, conversation_count, talk_seconds, active_day_count)
-- personal: employee_name
-- roles: admin, director, head
-- page: call_centre
-- months: 1
-- team: employee_id
select
    hours.employee_id,
    people.employee_name,
    hours.call_hour as hour,
    hours.attempt_count,
    hours.contact_count,
    hours.conversation_count,
    hours.talk_seconds,
    hours.active_day_count
from rollup_operator_hours as hours
inner join dim_employees as people on hours.employee_id = people.employee_id
where hours.call_month = $month::date and hours.leg_code = 'call_centre'
order by people.employee_name, hours.employee_id, hours.call_hour
