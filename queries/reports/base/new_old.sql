-- new_old: with whom each hunter and farmer worked in a month: clients that had not bought before it, and those that had.
-- grain: employee_id, leg_code
-- params:
--   month  date  first day of the month
-- columns:
--   employee_id     varchar        id     dim_employees.employee_id
--   employee_name   varchar        text   full name
--   leg_code        varchar        code   hunters or farmers
--   new_talk_count  integer        count  new clients spoken with
--   old_talk_count  integer        count  existing clients spoken with
--   new_won_count   integer        count  deals won with new clients
--   old_won_count   integer        count  deals won with existing clients
--   new_amount      decimal(18,2)  money  orders less returns of new clients
--   old_amount      decimal(18,2)  money  orders less returns of existing clients
-- checks: unique(employee_id, leg_code), not_null(employee_id, employee_name, leg_code, new_talk_count, old_talk_count, new_won_count, old_won_count, new_amount, old_amount)
-- personal: employee_name
-- roles: admin, director, head
-- page: base
-- team: employee_id
select
    work.employee_id,
    people.employee_name,
    work.leg_code,
    work.new_talk_count,
    work.old_talk_count,
    work.new_won_count,
    work.old_won_count,
    work.new_amount,
    work.old_amount
from rollup_new_old_months as work
inner join dim_employees as people on work.employee_id = people.employee_id
where work.month = $month::date
order by work.leg_code desc, people.employee_name, work.employee_id
