-- int_script_days: the script version in use on a day; days with two versions are left out.
-- grain: script_date
-- columns:
--   script_date     date     day  company-local day
--   script_version  varchar  id   dim_script_versions.script_version
-- checks: unique(script_date), not_null(script_date, script_version)
select dates.date_day as script_date, min(versions.script_version) as script_version
from dim_dates as dates
inner join dim_script_versions as versions
    on dates.date_day >= versions.valid_from and dates.date_day < versions.valid_to
group by dates.date_day
having count(*) = 1
