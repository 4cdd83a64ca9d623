-- hunter_sales: deals each hunter closed in three months; the share won is won of won and lost, by the day of closing.
--   Deals that no hunter led have one row without a name, so that the rows add up to the deals of the CRM.
-- grain: employee_id
-- params:
--   month  date  first day of the last of the three months
-- columns:
--   employee_id    varchar        id     dim_employees.employee_id; empty for the deals of others
--   employee_name  varchar        text   full name; null for the deals of others
--   closed_count   integer        count  deals won and lost
--   won_count      integer        count  of these, won
--   won_amount     decimal(18,2)  money  value of the won deals
--   median_days    double         days   median days from opening to winning; null without a won deal
-- checks: unique(employee_id), not_null(employee_id, closed_count, won_count, won_amount)
-- personal: employee_name
-- roles: admin, director, head
-- page: hunters
-- team: employee_id
select
    coalesce(deals.employee_id, '') as employee_id,
    people.employee_name,
    count(*)::integer as closed_count,
    (count(*) filter (where deals.status = 'won'))::integer as won_count,
    coalesce(sum(deals.deal_amount) filter (where deals.status = 'won'), 0)::decimal(18,2) as won_amount,
    (median(deals.cycle_days) filter (where deals.status = 'won'))::double as median_days
from rollup_hunter_deals as deals
left join dim_employees as people on deals.employee_id = people.employee_id
where deals.closed_month > months_after($month::date, -3) and deals.closed_month <= $month::date
group by deals.employee_id, people.employee_name
order by people.employee_name nulls last, deals.employee_id
