-- dim_script_versions: one version of the conversation script; an open version ends where the next begins.
-- grain: script_version
-- columns:
--   script_version  varchar  id    name of the version
--   valid_from      date     day   first day in use
--   valid_to        date     day   first day no longer in use; the year 9000 while it lasts
--   notes           varchar  text  what was changed and why
-- checks: unique(script_version), not_null(script_version, valid_from, valid_to)
select
    script_version,
    valid_from,
    coalesce(
        valid_to,
        lead(valid_from) over (order by valid_from, script_version),
        date '9000-01-01'
    ) as valid_to,
    notes
from stage.script_versions
where valid_from is not null
