-- norm_actuals: the norms that calls answer, with what each operator and all of them did in a month.
-- grain: norm_id, employee_id
-- params:
--   month  date  first day of the month
-- columns:
--   norm_id      varchar  code   name of the norm
--   employee_id  varchar  id     dim_employees.employee_id; null for all operators together
--   numerator    double   ratio  what is counted
--   denominator  double   ratio  what it is divided by; operators or worked days included
--   low          double   ratio  lower bound of the quotient
--   high         double   ratio  upper bound of the quotient
--   direction    varchar  code   up, down or band: which side is good
-- checks: not_null(norm_id, direction)
-- roles: admin, director, head
-- page: call_centre
-- team: employee_id
select
    actuals.norm_id,
    nullif(actuals.employee_id, '') as employee_id,
    actuals.numerator,
    actuals.denominator,
    norms.low,
    norms.high,
    norms.direction
from rollup_norm_months as actuals
inner join dim_norm_months as norms
    on actuals.month = norms.month and actuals.norm_id = norms.norm_id
where actuals.month = $month::date and actuals.leg_code = 'call_centre'
order by actuals.norm_id, nullif(actuals.employee_id, '') nulls first
