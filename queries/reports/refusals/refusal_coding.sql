-- refusal_coding: refusals of each operator in a month, and those whose reason tells nothing.
-- grain: employee_id
-- params:
--   month  date  first day of the month
-- columns:
--   employee_id    varchar  id     dim_employees.employee_id
--   employee_name  varchar  text   full name
--   refusal_count  integer  count  refusals filed
--   silent_count   integer  count  of these, without a reason or for an entry that stands for others
-- checks: unique(employee_id), not_null(employee_id, employee_name, refusal_count, silent_count)
-- personal: employee_name
-- roles: admin, director, head
-- page: refusals
-- team: employee_id
select coding.employee_id, people.employee_name, coding.refusal_count, coding.silent_count
from rollup_refusal_coding as coding
inner join dim_employees as people on coding.employee_id = people.employee_id
where coding.result_month = $month::date
order by people.employee_name, coding.employee_id
