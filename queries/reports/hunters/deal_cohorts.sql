-- deal_cohorts: all deals opened in each of twelve months, and how many of them are won by the last day of data.
-- grain: month
-- params:
--   month  date  first day of the last month of opening
-- columns:
--   month          date     month  first day of the month of opening
--   created_count  integer  count  deals opened
--   won_count      integer  count  of these, won by now
--   lost_count     integer  count  of these, lost by now
--   open_count     integer  count  of these, open still
--   is_mature      boolean  flag   true when the youngest of them has had the time a deal takes
-- checks: unique(month), not_null(month, created_count, won_count, lost_count, open_count, is_mature)
-- roles: admin, director, head
-- page: hunters
select
    deals.created_month as month,
    count(*)::integer as created_count,
    (count(*) filter (where deals.status = 'won'))::integer as won_count,
    (count(*) filter (where deals.status = 'lost'))::integer as lost_count,
    (count(*) filter (where deals.status = 'open'))::integer as open_count,
    days_after(month_end(deals.created_month), max(settings.deal_maturity_days)) <= max(settings.data_until) as is_mature
from rollup_hunter_deals as deals
cross join dim_settings as settings
where deals.created_month > months_after($month::date, -12) and deals.created_month <= $month::date
group by deals.created_month
order by deals.created_month
