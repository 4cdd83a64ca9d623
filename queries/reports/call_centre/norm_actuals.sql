-- norm_actuals: the norms that calls answer, with what each operator and all of them did in a month.
-- grain: norm_id, employee_id
-- params:
--   month  date  first day of the month
-- columns:
--   norm_id        varchar  code   name of the norm
--   name_en        varchar  text   name in English
--   name_ru        varchar  text   name in Russian
--   unit           varchar  code   unit of the quotient
--   employee_id    varchar  id     dim_employees.employee_id; null for all operators together
--   employee_name  varchar  text   full name; null for all operators together
--   actual_value   double   ratio  the quotient: what was done, in the unit of the norm
--   numerator      double   ratio  what is counted
--   denominator    double   ratio  what it is divided by; operators or worked days included
--   is_early       boolean  flag   true while too little is known to judge: a norm of a year needs a year, what is carried over a month before
--   low            double   ratio  lower bound of the quotient
--   high           double   ratio  upper bound of the quotient
--   direction      varchar  code   up, down or band: which side is good
-- checks: not_null(norm_id, name_en, name_ru, unit, direction, is_early)
-- personal: employee_name
-- roles: admin, director, head
-- page: call_centre
-- team: employee_id
select
    actuals.norm_id,
    names.name_en,
    names.name_ru,
    names.unit,
    nullif(actuals.employee_id, '') as employee_id,
    people.employee_name,
    actuals.numerator / nullif(actuals.denominator, 0) as actual_value,
    actuals.numerator,
    actuals.denominator,
    actuals.denominator is null as is_early,
    norms.low,
    norms.high,
    norms.direction
from rollup_norm_months as actuals
inner join dim_norm_months as norms
    on actuals.month = norms.month and actuals.norm_id = norms.norm_id
inner join dim_norms as names
    on norms.norm_id = names.norm_id
    and names.valid_from <= month_end(norms.month)
    and coalesce(names.valid_to, date '9000-01-01') > month_end(norms.month)
left join dim_employees as people on actuals.employee_id = people.employee_id
where actuals.month = $month::date and actuals.leg_code = 'call_centre'
order by actuals.norm_id, nullif(actuals.employee_id, '') nulls first
