-- int_goal_days: days on which a conversation of the call centre with a client reached the primary goal.
--   The day is that of the call, and that of filing where no call was found.
-- grain: result_month, client_id, talk_date
-- partition: result_month
-- columns:
--   result_month  date     month  first day of the month of filing
--   client_id     varchar  id     dim_clients.client_id
--   talk_date     date     day    day of the conversation
-- checks: unique(result_month, client_id, talk_date), not_null(result_month, client_id, talk_date)
with goals as (
    select result_month, client_id, call_id, result_date
    from fct_call_results
    where result_code = 'goal'
        and leg_code = 'call_centre'
        and client_id is not null
        and result_date >= touched_from()
        and result_date < touched_until()
        and result_month in (select month from touched_months_forward)
)
select
    goals.result_month,
    goals.client_id,
    coalesce(calls.call_date, goals.result_date) as talk_date
from goals
left join fct_calls as calls
    on goals.call_id = calls.call_id
    and calls.call_month <= goals.result_month
    and calls.call_date >= days_after(touched_from(), -31)
    and calls.call_date < touched_until()
group by goals.result_month, goals.client_id, coalesce(calls.call_date, goals.result_date)
