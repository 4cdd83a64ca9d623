-- operator_months: each operator's month.
-- grain: employee_id
-- params:
--   month  date  first day of the month
-- columns:
--   employee_id         varchar  id     dim_employees.employee_id
--   employee_name       varchar  text   full name
--   team_id             varchar  text   team, the last one of the month
--   worked_day_count    integer  count  days with a call
--   attempt_count       integer  count  calls out and in
--   contact_count       integer  count  of these, with a person on the line
--   conversation_count  integer  count  of these, long enough to be a conversation
--   brief_count         integer  count  of these, less than 15 seconds over the threshold of a conversation
--   talk_seconds        integer  s      time spent talking
--   company_count       integer  count  clients called
--   new_company_count   integer  count  of these, clients this person had not called in any earlier month
--   carried_over_count  integer  count  of these, clients this person had called in an earlier month
--   goal_client_count   integer  count  clients with a primary goal
--   goal_count          integer  count  primary goals filed
--   refusal_count       integer  count  refusals filed
--   recorded_count      integer  count  conversations with a recording
-- checks: not_null(employee_id, employee_name, worked_day_count, attempt_count, contact_count, conversation_count, brief_count, talk_seconds, company_count, new_company_count, carried_over_count, goal_client_count, goal_count, refusal_count, recorded_count)
-- personal: employee_name
-- roles: admin, director, head
-- page: call_centre
-- team: employee_id
-- drill: operator_days
select
    months.employee_id,
    people.employee_name,
    max(months.team_id) as team_id,
    sum(months.worked_day_count)::integer as worked_day_count,
    sum(months.attempt_count)::integer as attempt_count,
    sum(months.contact_count)::integer as contact_count,
    sum(months.conversation_count)::integer as conversation_count,
    sum(months.brief_count)::integer as brief_count,
    sum(months.talk_seconds)::integer as talk_seconds,
    sum(months.company_count)::integer as company_count,
    sum(months.new_company_count)::integer as new_company_count,
    sum(months.carried_over_count)::integer as carried_over_count,
    sum(months.goal_client_count)::integer as goal_client_count,
    sum(months.goal_count)::integer as goal_count,
    sum(months.refusal_count)::integer as refusal_count,
    sum(months.recorded_count)::integer as recorded_count
from rollup_operator_months as months
inner join dim_employees as people on months.employee_id = people.employee_id
where months.month = $month::date and months.leg_code = 'call_centre'
group by months.employee_id, people.employee_name
order by people.employee_name, months.employee_id
