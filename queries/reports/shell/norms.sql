-- norms: the norms in force at the end of a month, with their definitions.
-- grain: norm_id
-- params:
--   month  date  first day of the month
-- columns:
--   norm_id        varchar  code   name of the norm
--   name_en        varchar  text   name in English
--   name_ru        varchar  text   name in Russian
--   definition_en  varchar  text   definition in English
--   definition_ru  varchar  text   definition in Russian
--   numerator      varchar  text   what is counted
--   denominator    varchar  text   what it is divided by
--   grain          varchar  text   per whom and per which period
--   unit           varchar  code   unit of the value
--   direction      varchar  code   up, down or band: which side is good
--   low            double   ratio  lower bound; null when there is none
--   high           double   ratio  upper bound; null when there is none
--   valid_from     date     day    first day
--   valid_to       date     day    first day no longer valid; null while it lasts
--   mission        varchar  text   sentence of the mission the norm comes from
-- checks: not_null(norm_id, name_en, name_ru, direction, unit, valid_from)
-- roles: admin, director, head, hr, analyst, employee
-- page: shell
select
    norm_id,
    name_en,
    name_ru,
    definition_en,
    definition_ru,
    numerator,
    denominator,
    grain,
    unit,
    direction,
    low,
    high,
    valid_from,
    valid_to,
    mission
from dim_norms
where valid_from <= month_end($month::date)
    and coalesce(valid_to, date '9000-01-01') > month_end($month::date)
order by norm_id
