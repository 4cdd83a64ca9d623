-- dim_norms: one norm for one stretch of time, with the words that define it.
-- grain: norm_id, valid_from
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
-- checks: unique(norm_id, valid_from), not_null(norm_id, valid_from, direction)
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
from company.norms
