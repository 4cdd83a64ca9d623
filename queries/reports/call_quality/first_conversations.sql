-- first_conversations: clients whose profile was learnt in the first conversation, and the others, with what the second one brought.
--   By the month of the first conversation, over 24 months.
-- grain: month, is_profiled
-- params:
--   month  date  first day of the last month
-- columns:
--   month              date     month  first day of the month of the first conversation
--   is_profiled        boolean  flag   true when the profile was learnt on that day
--   client_count       integer  count  clients that had it in the month
--   all_client_count   integer  count  clients of the month, both together
--   decided_count      integer  count  clients without a goal on that day whose time has run out
--   again_count        integer  count  of the decided, clients with a second conversation
--   second_goal_count  integer  count  of these, clients with a primary goal in it
-- checks: not_null(month, is_profiled, client_count, all_client_count, decided_count, again_count, second_goal_count)
-- roles: admin, director, head
-- page: call_quality
with sums as (
    select
        month,
        is_profiled,
        sum(client_count) as client_count,
        sum(decided_count) as decided_count,
        sum(again_count) as again_count,
        sum(second_goal_count) as second_goal_count
    from rollup_first_conversations
    where month > months_after($month::date, -24) and month <= $month::date
    group by month, is_profiled
)
select
    month,
    is_profiled,
    client_count::integer as client_count,
    sum(client_count) over (partition by month)::integer as all_client_count,
    decided_count::integer as decided_count,
    again_count::integer as again_count,
    second_goal_count::integer as second_goal_count
from sums
order by month, is_profiled
