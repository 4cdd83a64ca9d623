-- dim_secondary_goals: one secondary goal of a cold call.
-- grain: secondary_goal
-- columns:
--   secondary_goal  varchar  code   the entry as the data hold it
--   name_en     varchar  text   name in English
--   name_ru     varchar  text   name in Russian
--   group_code  varchar  code   group of entries
--   position    integer  count  order on a page
--   is_other    boolean  flag   true for the entry that means something not listed
-- checks: unique(secondary_goal), not_null(secondary_goal)
select code as secondary_goal, name_en, name_ru, group_code, position, is_other
from dim_dictionary
where dictionary = 'secondary_goals'
