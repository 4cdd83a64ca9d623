-- case_events: everything known of one client in the months asked for, in order.
--   Calls inside the house are left out; an order is the sum of its lines.
-- grain: event_date, kind_code, event_id
-- params:
--   team_id    varchar  null, or a team that must have held the client or worked with it in these months
--   client_id  varchar  the client
--   since      date     first day
--   until      date     first day no longer
-- columns:
--   event_date      date           day    company-local day
--   kind_code       varchar        code   call, result, deal_opened, deal_won, deal_lost, order, payment, handed_over, accepted or returned
--   event_id        varchar        id     identifier of the call, result, deal, document or hand-over
--   employee_name   varchar        text   full name of who did it; null when unknown
--   leg_code        varchar        code   part of the relay that person worked in
--   talk_seconds    integer        s      talk of a call; null of what is no call
--   is_contact      boolean        flag   true for a call with a person on the line
--   has_recording   boolean        flag   true for a call with a recording
--   amount          decimal(18,2)  money  value of the deal, order or payment
--   detail_code     varchar        code   result, refusal reason or secondary goal
--   detail          varchar        text   direction of a call, stage of a deal, goods, or why it was lost or given back
-- checks: not_null(event_date, kind_code, event_id), accepted(kind_code, caseEventKinds)
-- personal: employee_name
-- roles: admin, director, head
-- page: case
-- months: 1
with events as materialized (
    select
        call_date as event_date,
        'call' as kind_code,
        call_id as event_id,
        employee_id,
        leg_code,
        talk_seconds,
        is_contact,
        has_recording,
        cast(null as decimal(18,2)) as amount,
        cast(null as varchar) as detail_code,
        direction as detail
    from fct_calls
    where client_id = $client_id::varchar
        and call_date >= $since::date
        and call_date < $until::date
        and direction <> 'internal'
    union all
    select
        result_date,
        'result',
        result_id,
        employee_id,
        leg_code,
        null,
        null,
        null,
        null,
        coalesce(refusal_reason, secondary_goal, result_code),
        result_code
    from fct_call_results
    where client_id = $client_id::varchar and result_date >= $since::date and result_date < $until::date
    union all
    select
        created_date,
        'deal_opened',
        deal_id,
        owner_employee_id,
        owner_leg_code,
        null,
        null,
        null,
        deal_amount,
        null,
        pipeline
    from fct_deals
    where client_id = $client_id::varchar and created_date >= $since::date and created_date < $until::date
    union all
    select
        closed_date,
        case status when 'won' then 'deal_won' else 'deal_lost' end,
        deal_id,
        owner_employee_id,
        owner_leg_code,
        null,
        null,
        null,
        deal_amount,
        null,
        coalesce(loss_reason, stage)
    from fct_deals
    where client_id = $client_id::varchar
        and status in ('won', 'lost')
        and closed_date >= $since::date
        and closed_date < $until::date
    union all
    select
        order_date,
        'order',
        order_id,
        max(employee_id),
        max(leg_code),
        null,
        null,
        null,
        sum(order_amount),
        null,
        max(product_group)
    from fct_orders
    where client_id = $client_id::varchar and order_date >= $since::date and order_date < $until::date
    group by order_date, order_id
    union all
    select
        payment_date,
        'payment',
        payment_id,
        employee_id,
        leg_code,
        null,
        null,
        null,
        payment_amount,
        null,
        product_group
    from fct_payments
    where client_id = $client_id::varchar and payment_date >= $since::date and payment_date < $until::date
    union all
    select
        offered_date,
        'handed_over',
        handover_id,
        from_employee_id,
        from_leg_code,
        null,
        null,
        null,
        null,
        to_leg_code,
        null
    from fct_handovers
    where client_id = $client_id::varchar and offered_date >= $since::date and offered_date < $until::date
    union all
    select
        accepted_date,
        'accepted',
        handover_id,
        to_employee_id,
        to_leg_code,
        null,
        null,
        null,
        null,
        to_leg_code,
        null
    from fct_handovers
    where client_id = $client_id::varchar and accepted_date >= $since::date and accepted_date < $until::date
    union all
    select
        returned_date,
        'returned',
        handover_id,
        to_employee_id,
        to_leg_code,
        null,
        null,
        null,
        null,
        to_leg_code,
        return_reason
    from fct_handovers
    where client_id = $client_id::varchar and returned_date >= $since::date and returned_date < $until::date
)
select
    events.event_date,
    events.kind_code,
    events.event_id,
    people.employee_name,
    events.leg_code,
    events.talk_seconds::integer as talk_seconds,
    events.is_contact::boolean as is_contact,
    events.has_recording::boolean as has_recording,
    events.amount::decimal(18,2) as amount,
    events.detail_code,
    events.detail
from events
left join dim_employees as people on events.employee_id = people.employee_id
where $team_id::varchar is null
    or exists (
        select 1
        from fct_ownership as owners
        inner join dim_employees as holders on owners.owner_employee_id = holders.employee_id
        where owners.client_id = $client_id::varchar and holders.team_id = $team_id::varchar
    )
    or exists (
        select 1
        from events as own
        inner join dim_employees as workers on own.employee_id = workers.employee_id
        where workers.team_id = $team_id::varchar
    )
order by events.event_date, events.kind_code, events.event_id
