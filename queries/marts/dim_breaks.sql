-- dim_breaks: events that the company declared, after which figures are not comparable with those before.
-- grain: break_date, name_en
-- columns:
--   break_date  date     day   first day after it
--   name_en     varchar  text  name in English
--   name_ru     varchar  text  name in Russian
-- checks: unique(break_date, name_en), not_null(break_date, name_en, name_ru)
select break_date, name_en, min(name_ru) as name_ru
from company.breaks
group by break_date, name_en
