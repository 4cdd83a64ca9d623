-- script_days: companies by the day of their first conversation under each script version until a month's end.
-- grain: script_version, talk_date
-- params:
--   month  date  first day of the last month counted
-- columns:
--   script_version  varchar  id     version of the script
--   talk_date       date     day    day of the first conversation
--   company_count   integer  count  companies talked with for the first time under the version
--   goal_count      integer  count  of these, with the primary goal reached in that conversation
-- checks: unique(script_version, talk_date), not_null(script_version, talk_date, company_count, goal_count)
-- roles: admin, director, head
-- page: refusals
-- drill: script_mix
select script_version, talk_date, company_count, goal_count
from rollup_script_days
where dimension_code = 'all' and talk_date < months_after($month::date, 1)
order by script_version, talk_date
