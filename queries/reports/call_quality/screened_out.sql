-- screened_out: different clients found not to be needed in the twelve months up to a month, by the reason given.
-- grain: screening_reason
-- params:
--   month  date  first day of the last month
-- columns:
--   screening_reason  varchar  code   reason; not_given when the operator named none
--   client_count      integer  count  different clients screened out
--   month_count       integer  count  clients screened out in the last month
--   company_count     integer  count  different clients with a conversation in the twelve months
-- checks: not_null(screening_reason, client_count, month_count, company_count)
-- roles: admin, director, head
-- page: call_quality
select
    screened.screening_reason,
    screened.client_count,
    screened.month_count,
    coalesce(years.talked_count, 0)::integer as company_count
from rollup_screened_months as screened
left join rollup_company_years as years on screened.month = years.month
where screened.month = $month::date and screened.client_count > 0
order by screened.client_count desc, screened.screening_reason
