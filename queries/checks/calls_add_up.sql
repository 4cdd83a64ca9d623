-- calls_add_up: calls of the months must add up to the calls.
-- ru: звонки по месяцам должны сложиться в общее число звонков.
-- severity: fail
with facts as (
    select call_month, count(*) as call_count from fct_calls group by call_month
),
rollups as (
    select call_month, sum(call_count) as call_count from rollup_call_months group by call_month
)
select facts.call_month, facts.call_count, rollups.call_count as rollup_count
from facts
left join rollups on facts.call_month = rollups.call_month
where rollups.call_count is null or facts.call_count <> rollups.call_count
