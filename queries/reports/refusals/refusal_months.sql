-- refusal_months: refusals and contacts of the call centre over 24 months.
-- grain: month
-- params:
--   month  date  first day of the last month shown
-- columns:
--   month           date     month  first day of the month
--   refusal_count   integer  count  refusals filed
--   goal_count      integer  count  primary goals filed
--   contact_count   integer  count  calls with a person on the line
--   is_complete     boolean  flag   false while the month's data are not all there
-- checks: unique(month), not_null(month, refusal_count, goal_count, contact_count, is_complete)
-- roles: admin, director, head
-- page: refusals
select
    operators.month,
    sum(operators.refusal_count)::integer as refusal_count,
    sum(operators.goal_count)::integer as goal_count,
    sum(operators.contact_count)::integer as contact_count,
    months.is_complete
from rollup_operator_months as operators
inner join dim_months as months on operators.month = months.month
where operators.leg_code = 'call_centre'
    and operators.month > months_after($month::date, -24)
    and operators.month <= $month::date
group by operators.month, months.is_complete
order by operators.month
