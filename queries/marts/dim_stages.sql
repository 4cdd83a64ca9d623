-- dim_stages: what a stage of a CRM funnel means; a stage without a funnel holds for every funnel.
-- grain: pipeline, stage
-- columns:
--   pipeline    varchar  text   funnel of the CRM; empty for every funnel
--   stage       varchar  text   stage as the CRM names it
--   stage_code  varchar  code   meaning of the stage
--   status      varchar  code   open, won or lost
--   position    integer  count  order within the funnel
-- checks: unique(pipeline, stage), not_null(pipeline, stage, stage_code), accepted(status, dealStatuses)
select coalesce(pipeline, '') as pipeline, stage, stage_code, status, position
from company.stages
