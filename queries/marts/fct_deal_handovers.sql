-- fct_deal_handovers: passings of a won deal's client to the farmers, for money that waits for them.
--   A passing before the deal counts too, unless the client came back from the farmers before the deal was opened.
-- grain: deal_id, handover_id
-- audiences: payroll
-- columns:
--   deal_id        varchar  id   fct_deals.deal_id
--   handover_id    varchar  id   fct_handovers.handover_id
--   accepted_date  date     day  day the farmer accepted; null while waiting
--   returned_date  date     day  day it was given back
-- checks: unique(deal_id, handover_id), not_null(deal_id, handover_id)
with passings as (
    select
        deals.deal_id,
        deals.client_id,
        deals.created_date,
        handovers.handover_id,
        handovers.accepted_date,
        handovers.returned_date
    from fct_deals as deals
    inner join fct_handovers as handovers on deals.client_id = handovers.client_id
    where deals.status = 'won' and handovers.to_leg_code = 'farmers'
    union all
    select
        deals.deal_id,
        deals.client_id,
        deals.created_date,
        handovers.handover_id,
        handovers.accepted_date,
        handovers.returned_date
    from fct_deals as deals
    inner join fct_handovers as handovers on deals.deal_id = handovers.deal_id
    where deals.status = 'won'
        and handovers.to_leg_code = 'farmers'
        and (deals.client_id is null or handovers.client_id is null)
),
undone as (
    select distinct passings.deal_id, passings.handover_id
    from passings
    inner join fct_ownership as owners
        on passings.client_id = owners.client_id
        and owners.valid_from > passings.accepted_date
        and owners.valid_from <= passings.created_date
    where owners.leg_code in ('call_centre', 'hunters')
)
select
    passings.deal_id,
    passings.handover_id,
    passings.accepted_date,
    passings.returned_date
from passings
left join undone
    on passings.deal_id = undone.deal_id and passings.handover_id = undone.handover_id
where undone.deal_id is null
