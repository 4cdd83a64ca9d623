-- int_client_relays: when a client first reached each step, from the day the call centre first worked it.
-- grain: client_id
-- columns:
--   client_id          varchar  id     dim_clients.client_id
--   cohort_month       date     month  month in which the call centre first called the client
--   worked_date        date     day    that day
--   conversation_date  date     day    first conversation of the call centre
--   result_date        date     day    first primary goal
--   handover_1_date    date     day    first accepted by a hunter
--   offer_date         date     day    first offer
--   won_date           date     day    first deal won
--   money_date         date     day    first money; null for a client who had paid before
--   handover_2_date    date     day    first accepted by a farmer
--   repeat_date        date     day    first purchase day after another one since worked
-- checks: unique(client_id), not_null(client_id, cohort_month, worked_date)
with repeats as (
    select starts.client_id, min(purchases.purchase_date) as repeat_date
    from int_client_starts as starts
    inner join int_purchase_days as purchases
        on starts.client_id = purchases.client_id
        and purchases.previous_date >= starts.first_worked_date
    group by starts.client_id
)
select
    starts.client_id,
    month_of(starts.first_worked_date) as cohort_month,
    starts.first_worked_date as worked_date,
    max(starts.first_talked_date) as conversation_date,
    min(steps.step_date) filter (where steps.step_code = 'results') as result_date,
    min(steps.step_date) filter (where steps.step_code = 'handover_1') as handover_1_date,
    min(steps.step_date) filter (where steps.step_code = 'offers') as offer_date,
    min(steps.step_date) filter (where steps.step_code = 'deals_won') as won_date,
    min(steps.step_date) filter (where steps.step_code = 'first_money') as money_date,
    min(steps.step_date) filter (where steps.step_code = 'handover_2') as handover_2_date,
    max(repeats.repeat_date) as repeat_date
from int_client_starts as starts
left join int_relay_steps as steps
    on starts.client_id = steps.client_id and steps.step_date >= starts.first_worked_date
left join repeats on starts.client_id = repeats.client_id
where starts.first_worked_date is not null
group by starts.client_id, starts.first_worked_date
