-- dim_dictionary: one entry of a closed list of the company.
-- grain: dictionary, code
-- columns:
--   dictionary  varchar  code   name of the list
--   code        varchar  code   the entry as the data hold it
--   name_en     varchar  text   name in English
--   name_ru     varchar  text   name in Russian
--   group_code  varchar  code   group of entries
--   position    integer  count  order on a page
--   is_other    boolean  flag   true for the entry that means something not listed
-- checks: unique(dictionary, code), not_null(dictionary, code)
select dictionary, code, name_en, name_ru, group_code, position, is_other
from company.dictionary
