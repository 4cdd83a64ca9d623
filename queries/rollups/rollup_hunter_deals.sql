-- rollup_hunter_deals: each deal with the hunter who leads it and the stage it stands in; all deals, so that sums are the CRM's.
-- grain: deal_id
-- columns:
--   deal_id        varchar        id     fct_deals.deal_id
--   client_id      varchar        id     dim_clients.client_id; null when the client is unknown
--   employee_id    varchar        id     dim_employees.employee_id of the hunter; null when nobody known or no hunter leads it
--   leg_code       varchar        code   part of the relay of who leads it; null when unknown
--   status         varchar        code   open, won or lost
--   created_month  date           month  first day of the month of opening
--   closed_month   date           month  first day of the month of closing; null while open
--   cycle_days     integer        days   days from opening to closing; null while open
--   deal_amount    decimal(18,2)  money  value of the deal
--   pipeline       varchar        text   funnel of the CRM
--   stage          varchar        text   stage as the CRM names it
--   position       integer        count  order of the stage within the funnel
--   moved_date     date           day    last day it moved; the day of opening when no moves are known
--   stage_days     integer        days   days in the stage on the last day of data; null when closed
-- checks: unique(deal_id), not_null(deal_id, status, created_month, moved_date)
with moves as (
    select events.deal_id, max(events.entered_date) as moved_date
    from fct_stage_events as events
    cross join dim_settings as settings
    where events.entered_date <= settings.data_until
    group by events.deal_id
)
select
    deals.deal_id,
    deals.client_id,
    case when deals.owner_leg_code = 'hunters' then deals.owner_employee_id end as employee_id,
    deals.owner_leg_code as leg_code,
    deals.status,
    deals.created_month,
    deals.closed_month,
    (case
        when deals.closed_date is not null then greatest(0, days_between(deals.created_date, deals.closed_date))
    end)::integer as cycle_days,
    coalesce(deals.deal_amount, 0)::decimal(18,2) as deal_amount,
    coalesce(deals.pipeline, '') as pipeline,
    coalesce(deals.stage, '') as stage,
    coalesce(exact.position, general.position)::integer as position,
    coalesce(moves.moved_date, deals.created_date) as moved_date,
    (case
        when deals.status = 'open'
            then greatest(0, days_between(coalesce(moves.moved_date, deals.created_date), settings.data_until))
    end)::integer as stage_days
from fct_deals as deals
cross join dim_settings as settings
left join moves on deals.deal_id = moves.deal_id
left join dim_stages as exact on deals.pipeline = exact.pipeline and deals.stage = exact.stage
left join dim_stages as general on general.pipeline = '' and deals.stage = general.stage
where deals.created_date <= settings.data_until
