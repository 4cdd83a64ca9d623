-- screened_out: clients found not to be needed in the twelve months up to a month, by the reason given.
-- grain: screening_reason
-- params:
--   month  date  first day of the last month
-- columns:
--   screening_reason  varchar  code   reason; not_given when the operator named none
--   client_count      integer  count  clients screened out
--   month_count       integer  count  of these, clients screened out in the last month
--   company_count     integer  count  clients with a conversation, month by month added up
-- checks: not_null(screening_reason, client_count, month_count, company_count)
-- roles: admin, director, head
-- page: call_quality
with companies as (
    select sum(conversation_client_count) as company_count
    from rollup_call_months
    where leg_code = 'call_centre'
        and call_month > months_after($month::date, -12)
        and call_month <= $month::date
)
select
    screened.screening_reason,
    sum(screened.client_count)::integer as client_count,
    coalesce(sum(screened.client_count) filter (where screened.month = $month::date), 0)::integer as month_count,
    coalesce(max(companies.company_count), 0)::integer as company_count
from rollup_screened_months as screened
cross join companies
where screened.month > months_after($month::date, -12) and screened.month <= $month::date
group by screened.screening_reason
order by sum(screened.client_count) desc, screened.screening_reason
