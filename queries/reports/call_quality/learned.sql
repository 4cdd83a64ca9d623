-- learned: what clients called in a month had told before and what they told for the first time: the card filled by calls.
-- grain: secondary_goal
-- params:
--   month  date  first day of the month
-- columns:
--   secondary_goal  varchar  code   what was learnt or reached
--   company_count   integer  count  clients called in the month
--   known_count     integer  count  of these, clients that had told it in an earlier month
--   gained_count    integer  count  of these, clients that told it for the first time in this month
-- checks: not_null(secondary_goal, company_count, known_count, gained_count)
-- roles: admin, director, head
-- page: call_quality
select
    learned.secondary_goal,
    learned.company_count,
    learned.known_count,
    learned.gained_count
from rollup_learned_months as learned
left join dim_secondary_goals as goals on learned.secondary_goal = goals.secondary_goal
where learned.month = $month::date
order by goals.position nulls last, learned.secondary_goal
