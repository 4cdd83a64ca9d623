-- result_rates: primary goals of the call centre by three denominators over 24 months, and the companies it worked with.
-- grain: month
-- params:
--   month  date  first day of the last month
-- columns:
--   month               date     month  first day of the month
--   company_count       integer  count  clients called
--   new_company_count   integer  count  of these, clients called for the first time ever
--   goal_client_count   integer  count  clients with a primary goal
--   conversation_count  integer  count  conversations
--   attempt_count       integer  count  calls out and in
--   goal_count          integer  count  primary goals filed
--   is_complete         boolean  flag   false while the month's data are not all there
-- checks: not_null(month, company_count, new_company_count, goal_client_count, conversation_count, attempt_count, goal_count, is_complete)
-- roles: admin, director, head
-- page: call_quality
select
    calls.call_month as month,
    calls.attempt_client_count as company_count,
    calls.new_client_count as new_company_count,
    calls.goal_client_count,
    calls.conversation_count,
    calls.attempt_count,
    calls.goal_count,
    months.is_complete
from rollup_call_months as calls
inner join dim_months as months on calls.call_month = months.month
where calls.leg_code = 'call_centre'
    and calls.call_month > months_after($month::date, -24)
    and calls.call_month <= $month::date
order by calls.call_month
