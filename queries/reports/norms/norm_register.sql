-- norm_register: each norm in force, its definition, and what was done in the month by all whom it concerns.
-- grain: norm_id
-- params:
--   month  date  first day of the month
-- columns:
--   norm_id             varchar  code   name of the norm
--   name_en             varchar  text   name in English
--   name_ru             varchar  text   name in Russian
--   definition_en       varchar  text   definition in English
--   definition_ru       varchar  text   definition in Russian
--   numerator           varchar  text   what is counted
--   denominator         varchar  text   what it is divided by
--   grain               varchar  text   per whom and per which period
--   unit                varchar  code   unit of the value
--   direction           varchar  code   up, down or band: which side is good
--   low                 double   ratio  lower bound of the month, the average of its days when it changed inside it; null when there is none
--   high                double   ratio  upper bound of the month, likewise; null when there is none
--   valid_from          date     day    first day the norm holds
--   mission             varchar  text   sentence of the mission the norm comes from
--   actual_value        double   ratio  what was done in the month, in the unit of the norm; null when nothing here measures it
--   actual_numerator    double   ratio  what was counted in the month; null when nothing here measures the norm
--   actual_denominator  double   ratio  what it is divided by
--   is_early            boolean  flag   true while too little is known to judge: a norm of a year needs a year, what is carried over a month before
-- checks: unique(norm_id), not_null(norm_id, direction, name_en, name_ru, unit, is_early)
-- roles: admin, director, head, hr
-- page: norms
select
    norms.norm_id,
    norms.name_en,
    norms.name_ru,
    norms.definition_en,
    norms.definition_ru,
    norms.numerator,
    norms.denominator,
    norms.grain,
    norms.unit,
    norms.direction,
    months.low,
    months.high,
    norms.valid_from,
    norms.mission,
    actuals.numerator / nullif(actuals.denominator, 0) as actual_value,
    actuals.numerator as actual_numerator,
    actuals.denominator as actual_denominator,
    actuals.month is not null and actuals.denominator is null as is_early
from dim_norm_months as months
inner join dim_norms as norms
    on months.norm_id = norms.norm_id
    and norms.valid_from <= month_end(months.month)
    and coalesce(norms.valid_to, date '9000-01-01') > month_end(months.month)
left join rollup_norm_months as actuals
    on months.month = actuals.month
    and months.norm_id = actuals.norm_id
    and actuals.employee_id = ''
where months.month = $month::date
order by norms.norm_id
