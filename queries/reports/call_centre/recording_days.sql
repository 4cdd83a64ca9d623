-- recording_days: conversations and recordings of each operator by day of a month.
-- grain: employee_id, call_date
-- params:
--   month  date  first day of the month
-- columns:
--   employee_id         varchar  id     dim_employees.employee_id
--   employee_name       varchar  text   full name
--   call_date           date     day    company-local day
--   conversation_count  integer  count  conversations
--   recorded_count      integer  count  of these, with a recording
-- checks: not_null(employee_id, employee_name, call_date, conversation_count, recorded_count)
-- personal: employee_name
-- roles: admin, director, head
-- page: call_centre
-- months: 1
-- team: employee_id
select
    days.employee_id,
    people.employee_name,
    days.call_date,
    days.conversation_count,
    days.recorded_count
from rollup_operator_days as days
inner join dim_employees as people on days.employee_id = people.employee_id
where days.call_month = $month::date and days.leg_code = 'call_centre' and days.conversation_count > 0
order by people.employee_name, days.employee_id, days.call_date
