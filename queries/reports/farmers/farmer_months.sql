-- farmer_months: volume of each farmer's clients that were in the books a year before, month by month over 24 months,
--   against the same month of the year before.
-- grain: employee_id, month
-- params:
--   month  date  first day of the last month
-- columns:
--   employee_id    varchar        id     dim_employees.employee_id
--   employee_name  varchar        text   full name
--   month          date           month  first day of the month
--   now_amount     decimal(18,2)  money  orders in the month
--   base_amount    decimal(18,2)  money  their orders in that month a year before
-- checks: unique(employee_id, month), not_null(employee_id, employee_name, month, now_amount, base_amount)
-- personal: employee_name
-- roles: admin, director, head
-- page: farmers
-- team: employee_id
select
    pace.employee_id,
    people.employee_name,
    pace.month,
    pace.actual_amount as now_amount,
    coalesce(pace.goal_amount, 0)::decimal(18,2) as base_amount
from rollup_month_pace as pace
inner join dim_months as months on pace.month = months.month
inner join dim_employees as people on pace.employee_id = people.employee_id
where pace.measure_code = 'volume'
    and months.is_complete
    and pace.month > months_after($month::date, -24)
    and pace.month <= $month::date
order by people.employee_name, pace.employee_id, pace.month
