-- relay_flow: the steps of the relay in a month, beside the month before.
-- grain: step_code
-- params:
--   month  date  first day of the month
-- columns:
--   step_code              varchar        code   step of the relay
--   step_order             integer        count  its place, from 1
--   client_count           integer        count  clients that reached the step in the month
--   amount                 decimal(18,2)  money  value of the step; null where it has none
--   previous_client_count  integer        count  clients that reached it in the month before
--   previous_amount        decimal(18,2)  money  value of the step in the month before
--   from_count             integer        count  clients that had the chance; null for the first step
--   waited_count           integer        count  of these, those that already waited when the month began; null where a step is counted within the month
--   passed_count           integer        count  of these, those that passed in the month
--   median_days            double         days   middle wait of those that passed
--   lost_count             integer        count  of those with the chance, the ones lost in the month
--   lost_cause_code        varchar        code   most frequent cause of loss
--   lost_cause_count       integer        count  clients lost for it
--   waiting_count          integer        count  of those with the chance, the ones still waiting at the month's end
--   norm_low               double         ratio  lower bound for client_count
--   norm_high              double         ratio  upper bound for client_count
-- checks: not_null(step_code, step_order, client_count)
-- roles: admin, director, head
-- page: relay
-- drill: relay_cohort
select
    steps.step_code,
    steps.step_order,
    steps.client_count,
    steps.amount,
    previous.client_count as previous_client_count,
    previous.amount as previous_amount,
    steps.from_count,
    case
        when steps.step_code not in ('companies_worked', 'conversations', 'results', 'repeat_volume')
            then coalesce(previous.waiting_count, 0)
    end as waited_count,
    steps.passed_count,
    steps.median_days,
    steps.lost_count,
    steps.lost_cause_code,
    steps.lost_cause_count,
    steps.waiting_count,
    steps.norm_low,
    steps.norm_high
from rollup_relay_months as steps
left join rollup_relay_months as previous
    on previous.month = months_after($month::date, -1) and steps.step_code = previous.step_code
where steps.month = $month::date
order by steps.step_order
