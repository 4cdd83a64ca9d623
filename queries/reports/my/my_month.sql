-- my_month: one employee's month.
-- grain: employee_id
-- params:
--   month        date     first day of the month
--   employee_id  varchar  the employee who asks; set by the server
-- columns:
--   employee_id         varchar  id     dim_employees.employee_id
--   employee_name       varchar  text   full name
--   team_id             varchar  text   team, the last one of the month
--   worked_day_count    integer  count  days with a call
--   attempt_count       integer  count  calls out and in
--   contact_count       integer  count  of these, with a person on the line
--   conversation_count  integer  count  of these, long enough to be a conversation
--   talk_seconds        integer  s      time spent talking
--   company_count       integer  count  clients called
--   new_company_count   integer  count  of these, clients this person had not called in any earlier month
--   carried_over_count  integer  count  of these, clients this person had called in an earlier month
--   goal_client_count   integer  count  clients with a primary goal
--   goal_count          integer  count  primary goals filed
--   refusal_count       integer  count  refusals filed
--   recorded_count      integer  count  conversations with a recording; null while the telephony names no recordings
-- checks: not_null(employee_id, employee_name, worked_day_count, attempt_count, contact_count, conversation_count, talk_seconds, company_count, new_company_count, carried_over_count, goal_client_count, goal_count, refusal_count)
-- personal: employee_name
-- roles: employee
-- page: my
-- drill: my_days
with recorded as (
    select count(*) as month_count
    from rollup_call_months
    where recorded_count > 0 and call_month <= $month::date
)
select
    months.employee_id,
    people.employee_name,
    max(months.team_id) as team_id,
    sum(months.worked_day_count)::integer as worked_day_count,
    sum(months.attempt_count)::integer as attempt_count,
    sum(months.contact_count)::integer as contact_count,
    sum(months.conversation_count)::integer as conversation_count,
    sum(months.talk_seconds)::integer as talk_seconds,
    sum(months.company_count)::integer as company_count,
    sum(months.new_company_count)::integer as new_company_count,
    sum(months.carried_over_count)::integer as carried_over_count,
    sum(months.goal_client_count)::integer as goal_client_count,
    sum(months.goal_count)::integer as goal_count,
    sum(months.refusal_count)::integer as refusal_count,
    (case when max(recorded.month_count) > 0 then sum(months.recorded_count) end)::integer as recorded_count
from rollup_operator_months as months
inner join dim_employees as people on months.employee_id = people.employee_id
cross join recorded
where months.month = $month::date and months.employee_id = $employee_id::varchar
group by months.employee_id, people.employee_name
order by people.employee_name, months.employee_id
