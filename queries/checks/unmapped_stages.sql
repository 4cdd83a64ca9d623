-- unmapped_stages: stages of the CRM that neither the source's mapping nor dictionaries/stages.csv gives a meaning, so that their deals count as open. For each add a line to company/dictionaries/stages.csv (pipeline,stage,stage_code,status,position; status is open, won or lost), or say in sources.yaml how the deals stand: status with column and map.
-- ru: стадии CRM, о которых ни настройка источника, ни dictionaries/stages.csv не говорят, выиграна ли сделка; их сделки считаются открытыми. Добавьте для каждой строку в company/dictionaries/stages.csv (pipeline,stage,stage_code,status,position; status — open, won или lost) или задайте в sources.yaml поле status: column и map.
-- severity: warn
select deals.pipeline, deals.stage, count(*)::integer as deal_count
from fct_deals as deals
inner join stage.deals as given on deals.deal_id = given.deal_id
-- what the mapping says of a deal holds, whatever its stage is called
where deals.stage is not null and deals.stage_code is null and deals.status = 'open' and given.status is null
group by deals.pipeline, deals.stage
