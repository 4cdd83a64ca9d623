-- breaks: events that the company declared, after which figures are not comparable with those before.
-- grain: break_date, name_en
-- columns:
--   break_date  date     day   first day after it
--   name_en     varchar  text  name in English
--   name_ru     varchar  text  name in Russian
-- checks: not_null(break_date, name_en, name_ru)
-- roles: admin, director, head
-- page: refusals
select break_date, name_en, name_ru
from dim_breaks
order by break_date, name_en
