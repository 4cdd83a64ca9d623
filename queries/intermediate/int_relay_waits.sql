-- int_relay_waits: one wait of a client before a step of the relay: opened, and passed or lost.
--   What re-opens while a wait runs belongs to it; steps reached without a wait are left to the counts.
-- grain: client_id, step_code, opened_date
-- since: opened_date
-- columns:
--   client_id    varchar  id     dim_clients.client_id
--   step_code    varchar  code   the step waited for: handover_1, offers, deals_won, first_money or handover_2
--   opened_date  date     day    day the chance arose
--   closed_date  date     day    day it was passed or lost; null while waiting
--   outcome      varchar  code   passed or lost; null while waiting
--   cause        varchar  text   why it was lost, as the source says
-- checks: unique(client_id, step_code, opened_date), not_null(client_id, step_code, opened_date), accepted(step_code, relaySteps)
with events as (
    select client_id, 'handover_1' as step_code, step_date as event_date, 1 as kind, cast(null as varchar) as cause
    from int_relay_steps
    where step_code = 'results'
    union all
    select client_id, 'handover_1' as step_code, offered_date as event_date, 1 as kind, cast(null as varchar) as cause
    from fct_handovers
    where to_leg_code = 'hunters'
    union all
    select client_id, 'handover_1' as step_code, returned_date as event_date, 3 as kind, return_reason as cause
    from fct_handovers
    where to_leg_code = 'hunters' and accepted_date is null and returned_date is not null
    union all
    select client_id, 'offers' as step_code, step_date as event_date, 1 as kind, cast(null as varchar) as cause
    from int_relay_steps
    where step_code = 'handover_1'
    union all
    select client_id, 'offers' as step_code, closed_date as event_date, 3 as kind, loss_reason as cause
    from fct_deals
    where status = 'lost' and closed_date is not null
    union all
    select client_id, 'deals_won' as step_code, step_date as event_date, 1 as kind, cast(null as varchar) as cause
    from int_relay_steps
    where step_code = 'offers'
    union all
    select client_id, 'deals_won' as step_code, closed_date as event_date, 3 as kind, loss_reason as cause
    from fct_deals
    where status = 'lost' and closed_date is not null
    union all
    -- only a client without money yet has the chance of a first one
    select steps.client_id, 'first_money' as step_code, steps.step_date as event_date, 1 as kind, cast(null as varchar) as cause
    from int_relay_steps as steps
    left join int_relay_steps as money
        on steps.client_id = money.client_id and money.step_code = 'first_money'
    where steps.step_code = 'deals_won'
        and (money.step_date is null or money.step_date >= steps.step_date)
    union all
    -- whom a farmer gave back waits anew
    select client_id, 'handover_2' as step_code, started_date as event_date, 1 as kind, cast(null as varchar) as cause
    from fct_handover_clocks
    union all
    select client_id, step_code, step_date as event_date, 2 as kind, cast(null as varchar) as cause
    from int_relay_steps
    where step_code <> 'results'
),
counted as (
    -- an event belongs to the wait that no passing or loss has closed before it
    select
        client_id,
        step_code,
        event_date,
        kind,
        cause,
        coalesce(sum(case when kind = 1 then 0 else 1 end) over (
            partition by client_id, step_code
            order by event_date, kind, cause nulls first
            rows between unbounded preceding and 1 preceding
        ), 0) as wait_number
    from events
    where client_id is not null and event_date is not null
)
select
    client_id,
    step_code,
    min(event_date) filter (where kind = 1) as opened_date,
    max(event_date) filter (where kind > 1) as closed_date,
    case max(kind) when 2 then 'passed' when 3 then 'lost' end as outcome,
    max(cause) as cause
from counted
group by client_id, step_code, wait_number
having count(*) filter (where kind = 1) > 0
