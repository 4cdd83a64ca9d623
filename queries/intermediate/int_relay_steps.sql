-- int_relay_steps: one day on which a client reached a step of the relay after the calls.
-- grain: client_id, step_code, step_date
-- since: step_date
-- columns:
--   client_id   varchar        id     dim_clients.client_id
--   step_code   varchar        code   results, handover_1, offers, deals_won, first_money or handover_2
--   step_date   date           day    company-local day
--   step_month  date           month  first day of the month
--   leg_code    varchar        code   part of the relay that made the step, where known
--   amount      decimal(18,2)  money  value of the step: of the offered or won deals, each once a month, or the first money
-- checks: unique(client_id, step_code, step_date), not_null(client_id, step_code, step_date), accepted(step_code, relaySteps)
with offers as (
    -- a deal that comes back to an offer within a month is not worth twice as much
    select
        deals.client_id,
        events.entered_date as step_date,
        deals.owner_leg_code as leg_code,
        case
            when row_number() over (
                partition by events.deal_id, month_of(events.entered_date)
                order by events.entered_at, events.stage
            ) = 1 then deals.deal_amount
        end as amount
    from fct_stage_events as events
    inner join fct_deals as deals on events.deal_id = deals.deal_id
    where events.stage_code = 'offer'
    union all
    -- a deal whose stages are not recorded shows its offer by the first invoice
    select
        deals.client_id,
        min(invoices.invoice_date) as step_date,
        deals.owner_leg_code as leg_code,
        deals.deal_amount as amount
    from fct_invoices as invoices
    inner join fct_deals as deals on invoices.deal_id = deals.deal_id
    where deals.offer_date is null
    group by deals.client_id, deals.deal_id, deals.owner_leg_code, deals.deal_amount
),
first_money as (
    select money.client_id, money.first_money_date, money.money_amount
    from int_client_money as money
    where money.money_month = month_of(money.first_money_date)
),
steps as (
    select
        client_id,
        'results' as step_code,
        result_date as step_date,
        leg_code,
        cast(null as decimal(18,2)) as amount
    from fct_call_results
    where result_code = 'goal'
    union all
    select
        client_id,
        'handover_1' as step_code,
        accepted_date as step_date,
        from_leg_code as leg_code,
        cast(null as decimal(18,2)) as amount
    from fct_handovers
    where to_leg_code = 'hunters' and accepted_date is not null
    union all
    select client_id, 'offers' as step_code, step_date, leg_code, amount
    from offers
    union all
    select
        client_id,
        'deals_won' as step_code,
        closed_date as step_date,
        owner_leg_code as leg_code,
        deal_amount as amount
    from fct_deals
    where status = 'won' and closed_date is not null
    union all
    select
        client_id,
        'first_money' as step_code,
        first_money_date as step_date,
        cast(null as varchar) as leg_code,
        money_amount as amount
    from first_money
    union all
    select
        client_id,
        'handover_2' as step_code,
        accepted_date as step_date,
        from_leg_code as leg_code,
        cast(null as decimal(18,2)) as amount
    from fct_handovers
    -- what the farmer gave back in the same month passed nobody on
    where to_leg_code = 'farmers'
        and accepted_date is not null
        and not coalesce(returned_date >= accepted_date and month_of(returned_date) = month_of(accepted_date), false)
)
select
    client_id,
    step_code,
    step_date,
    month_of(step_date) as step_month,
    max(leg_code) as leg_code,
    sum(amount)::decimal(18,2) as amount
from steps
where client_id is not null
group by client_id, step_code, step_date
