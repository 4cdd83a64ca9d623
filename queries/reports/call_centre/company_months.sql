-- company_months: clients the call centre called in each of 24 months and in the year that ends with it, and those called for the first time ever.
-- grain: month
-- params:
--   month  date  first day of the last month
-- columns:
--   month                   date     month  first day of the month
--   company_count           integer  count  clients called in the month
--   new_company_count       integer  count  of these, clients called for the first time ever
--   year_company_count      integer  count  different clients called in the twelve months that end with it
--   year_new_company_count  integer  count  of these, clients called for the first time ever
--   is_complete             boolean  flag   false while the month's data are not all there
-- checks: not_null(month, company_count, new_company_count, year_company_count, year_new_company_count, is_complete)
-- roles: admin, director, head
-- page: call_centre
-- drill: operator_months
select
    calls.call_month as month,
    calls.attempt_client_count as company_count,
    calls.new_client_count as new_company_count,
    years.company_count as year_company_count,
    years.new_company_count as year_new_company_count,
    months.is_complete
from rollup_call_months as calls
inner join rollup_company_years as years on calls.call_month = years.month
inner join dim_months as months on calls.call_month = months.month
where calls.leg_code = 'call_centre'
    and calls.attempt_client_count > 0
    and calls.call_month > months_after($month::date, -24)
    and calls.call_month <= $month::date
order by calls.call_month
