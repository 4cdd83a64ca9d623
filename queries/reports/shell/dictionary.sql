-- dictionary: the company's closed lists with their names in both languages.
-- grain: dictionary, code
-- columns:
--   dictionary  varchar  code   name of the list
--   code        varchar  code   the entry as the data hold it
--   name_en     varchar  text   name in English
--   name_ru     varchar  text   name in Russian
--   group_code  varchar  code   group of entries
--   position    integer  count  order on a page
-- checks: not_null(dictionary, code)
-- roles: admin, director, head, hr, analyst, employee
-- page: shell
select dictionary, code, name_en, name_ru, group_code, position
from dim_dictionary
order by dictionary, position nulls last, code
