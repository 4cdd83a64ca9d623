-- open_deals: deals that hunters or nobody known lead and that are open on the last day of data, by stage, the longest standing first.
-- grain: deal_id
-- columns:
--   deal_id            varchar        id     fct_deals.deal_id
--   client_id          varchar        id     dim_clients.client_id; null when the client is unknown
--   client_name        varchar        text   company name
--   client_phone       varchar        text   number of the person who decides, else the company's
--   tax_id             varchar        id     tax number
--   employee_id        varchar        id     dim_employees.employee_id of the hunter; null when unknown
--   employee_name      varchar        text   full name of the hunter; null when unknown
--   pipeline           varchar        text   funnel of the CRM
--   stage              varchar        text   stage as the CRM names it
--   position           integer        count  order of the stage within the funnel
--   moved_date         date           day    last day it moved; the day of opening when no moves are known
--   stage_days         integer        days   days in the stage
--   deal_amount        decimal(18,2)  money  value of the deal
--   last_contact_date  date           day    last contact of anybody
-- checks: unique(deal_id), not_null(deal_id, pipeline, stage, moved_date, stage_days, deal_amount)
-- personal: client_name, employee_name, client_phone, tax_id
-- roles: admin, director, head
-- page: hunters
-- team: employee_id
select
    deals.deal_id,
    deals.client_id,
    clients.client_name,
    clients.client_phone,
    clients.tax_id,
    deals.employee_id,
    people.employee_name,
    deals.pipeline,
    deals.stage,
    deals.position,
    deals.moved_date,
    deals.stage_days,
    deals.deal_amount,
    clients.last_contact_date
from rollup_hunter_deals as deals
left join dim_employees as people on deals.employee_id = people.employee_id
left join dim_clients as clients on deals.client_id = clients.client_id
where deals.status = 'open' and coalesce(deals.leg_code, 'hunters') = 'hunters'
order by deals.position nulls last, deals.stage, deals.stage_days desc, deals.deal_id
