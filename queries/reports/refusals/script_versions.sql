-- script_versions: versions of the conversation script and the days they were in use.
-- grain: script_version
-- columns:
--   script_version  varchar  id    name of the version
--   valid_from      date     day   first day in use
--   valid_to        date     day   first day no longer in use; null while it lasts
--   notes           varchar  text  what was changed and why
-- checks: unique(script_version), not_null(script_version, valid_from)
-- roles: admin, director, head
-- page: refusals
select
    script_version,
    valid_from,
    case when valid_to < date '9000-01-01' then valid_to end as valid_to,
    notes
from dim_script_versions
order by valid_from, script_version
