-- unmapped_stages: stages of the CRM that dictionaries/stages.csv gives no meaning; their deals count as open.
-- ru: стадии CRM, у которых в dictionaries/stages.csv нет значения; их сделки считаются открытыми.
-- severity: warn
select deals.pipeline, deals.stage, count(*)::integer as deal_count
from fct_deals as deals
where deals.stage is not null and deals.stage_code is null and deals.status = 'open'
group by deals.pipeline, deals.stage
