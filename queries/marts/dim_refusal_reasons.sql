-- dim_refusal_reasons: one reason a client may refuse for.
-- grain: refusal_reason
-- columns:
--   refusal_reason  varchar  code   the entry as the data hold it
--   name_en     varchar  text   name in English
--   name_ru     varchar  text   name in Russian
--   group_code  varchar  code   group of entries
--   position    integer  count  order on a page
--   is_other    boolean  flag   true for the entry that means something not listed
-- checks: unique(refusal_reason), not_null(refusal_reason)
select code as refusal_reason, name_en, name_ru, group_code, position, is_other
from dim_dictionary
where dictionary = 'refusal_reasons'
