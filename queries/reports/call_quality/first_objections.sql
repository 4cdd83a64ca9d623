-- first_objections: what came of clients by the reason of their first refusal, over the twelve months up to a month.
--   Only clients whose time has run out.
-- grain: refusal_reason
-- params:
--   month  date  first day of the last month
-- columns:
--   refusal_reason  varchar  code   reason of the first refusal; not_given when the operator named none
--   decided_count   integer  count  clients that refused for it first, and whose time has run out
--   again_count     integer  count  of these, clients spoken with on a later day
--   needs_count     integer  count  of these, clients whose profile was learnt on the day of the refusal or later
--   goal_count      integer  count  of these, clients with a primary goal after it
--   won_count       integer  count  of these, clients with a deal won after it
--   maturity_days   integer  days   days after which a client's time has run out
-- checks: not_null(refusal_reason, decided_count, again_count, needs_count, goal_count, won_count, maturity_days)
-- roles: admin, director, head
-- page: call_quality
select
    refusal_reason,
    sum(decided_count)::integer as decided_count,
    sum(again_count)::integer as again_count,
    sum(needs_count)::integer as needs_count,
    sum(goal_count)::integer as goal_count,
    sum(won_count)::integer as won_count,
    max(settings.deal_maturity_days)::integer as maturity_days
from rollup_first_refusals
cross join dim_settings as settings
where month > months_after($month::date, -12) and month <= $month::date
group by refusal_reason
having sum(decided_count) > 0
order by sum(decided_count) desc, refusal_reason
