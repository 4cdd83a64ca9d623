-- month_pace: how far each hunter and farmer is in a month: what came so far beside the goal and the days gone.
-- grain: employee_id, measure_code
-- params:
--   month  date  first day of the month
-- columns:
--   employee_id        varchar        id     dim_employees.employee_id
--   employee_name      varchar        text   full name
--   leg_code           varchar        code   hunters or farmers
--   measure_code       varchar        code   money or volume
--   actual_amount      decimal(18,2)  money  what came so far in the month
--   goal_amount        decimal(18,2)  money  goal of the whole month; null without earlier months
--   goal_deviation     double         ratio  one standard deviation of a whole month by the own months before; null below six of them
--   passed_day_count   integer        count  own working days gone
--   working_day_count  integer        count  own working days of the month
-- checks: unique(employee_id, measure_code), not_null(employee_id, employee_name, leg_code, measure_code, actual_amount, passed_day_count, working_day_count)
-- personal: employee_name
-- roles: admin, director, head
-- page: hunters
-- team: employee_id
select
    pace.employee_id,
    people.employee_name,
    pace.leg_code,
    pace.measure_code,
    pace.actual_amount,
    pace.goal_amount,
    pace.goal_deviation,
    pace.passed_day_count,
    pace.working_day_count
from rollup_month_pace as pace
inner join dim_employees as people on pace.employee_id = people.employee_id
where pace.month = $month::date
order by pace.leg_code, people.employee_name, pace.employee_id
