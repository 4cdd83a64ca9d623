-- stage_stays: how long deals that hunters or nobody known lead stayed in each open stage that they entered in the twelve months before the last day of data.
-- grain: pipeline, stage, stay_days, is_left
-- columns:
--   pipeline    varchar  text   funnel of the CRM
--   stage       varchar  text   stage as the CRM names it
--   stay_days   integer  days   days to the next move or the closing, or as long as it has stood
--   is_left     boolean  flag   true when it went on or was closed
--   deal_count  integer  count  deals of so many days
-- checks: unique(pipeline, stage, stay_days, is_left), not_null(pipeline, stage, stay_days, is_left, deal_count)
-- roles: admin, director, head
-- page: hunters
select stays.pipeline, stays.stage, stays.stay_days, stays.is_left, sum(stays.deal_count)::integer as deal_count
from rollup_stage_stays as stays
cross join dim_settings as settings
where stays.entered_month >= months_after(settings.data_until, -12)
group by stays.pipeline, stays.stage, stays.stay_days, stays.is_left
order by stays.pipeline, stays.stage, stays.stay_days, stays.is_left
