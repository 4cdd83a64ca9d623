-- rollup_relay_months: one step of the relay in a month, as a stock and flow of clients.
--   Who had the chance = who waited when the month began and who arrived before the step in the month;
--   each of them passed, was lost, or still waits: from_count = passed_count + lost_count + waiting_count.
--   client_count also holds those who skipped the step before.
-- grain: month, step_code
-- partition: month
-- columns:
--   month             date           month  first day of the month
--   step_code         varchar        code   step of the relay
--   step_order        integer        count  its place, from 1
--   client_count      integer        count  clients that reached the step in the month
--   amount            decimal(18,2)  money  value of the step; null where it has none
--   from_count        integer        count  clients that had the chance; null for the first step
--   passed_count      integer        count  of these, those that passed in the month
--   lost_count        integer        count  of these, those lost in the month
--   waiting_count     integer        count  of these, those still waiting at the month's end
--   median_days       double         days   middle wait of those that passed
--   lost_cause_code   varchar        code   most frequent cause of loss
--   lost_cause_count  integer        count  clients lost for it
--   norm_low          double         ratio  lower bound for client_count; null when there is none
--   norm_high         double         ratio  upper bound for client_count; null when there is none
-- checks: unique(month, step_code), not_null(month, step_code, step_order, client_count), accepted(step_code, relaySteps), non_negative(waiting_count)
with call_steps as (
    select
        call_month as month,
        operator_count,
        attempt_client_count,
        conversation_client_count,
        goal_client_count,
        talked_goal_client_count,
        refused_client_count
    from rollup_call_months
    where leg_code = 'call_centre' and call_month >= changed_from()
),
reached as (
    select
        step_month as month,
        step_code,
        count(distinct client_id) as client_count,
        sum(amount) as amount
    from int_relay_steps
    where step_code <> 'results' and step_month >= changed_from()
    group by step_month, step_code
),
waits as (
    select
        step_code,
        client_id,
        opened_date,
        closed_date,
        outcome,
        cause,
        count(*) over (partition by step_code, client_id) as wait_count
    from int_relay_waits
    where coalesce(closed_date, date '9000-01-01') >= changed_from()
),
month_waits as (
    select
        months.month,
        waits.step_code,
        waits.client_id,
        waits.wait_count,
        case
            when waits.closed_date > months.known_until or waits.closed_date is null then 3
            when waits.outcome = 'passed' then 1
            else 2
        end as outcome_rank,
        case
            when waits.outcome = 'passed' and waits.closed_date <= months.known_until
                then days_between(waits.opened_date, waits.closed_date)
        end as wait_days,
        case when waits.outcome = 'lost' and waits.closed_date <= months.known_until then waits.cause end as cause
    from waits
    inner join dim_months as months
        on waits.opened_date <= months.known_until
        and coalesce(waits.closed_date, date '9000-01-01') >= months.month
    where months.month >= changed_from()
),
chances as (
    select month, step_code, outcome_rank, wait_days, cause
    from month_waits
    where wait_count = 1
    union all
    -- of several waits of a client in one month the best outcome counts
    select
        month,
        step_code,
        min(outcome_rank) as outcome_rank,
        min(wait_days) as wait_days,
        max(cause) as cause
    from month_waits
    where wait_count > 1
    group by month, step_code, client_id
),
flows as (
    select
        month,
        step_code,
        count(*) as from_count,
        count(*) filter (where outcome_rank = 1) as passed_count,
        count(*) filter (where outcome_rank = 2) as lost_count,
        count(*) filter (where outcome_rank = 3) as waiting_count,
        median(wait_days) filter (where outcome_rank = 1) as median_days
    from chances
    group by month, step_code
),
last_outcomes as (
    -- a client whom the call centre lost in a month was lost for the reason filed last
    select
        result_month,
        client_id,
        sum(goal_count) as goal_count,
        value_at_latest(last_result_code, last_result_key) as result_code,
        value_at_latest(last_reason, last_result_key) as cause
    from int_result_months
    where leg_code = 'call_centre' and client_id is not null and result_month >= changed_from()
    group by result_month, client_id
),
loss_causes as (
    select month, step_code, cause, count(*) as cause_count
    from chances
    where outcome_rank = 2 and cause is not null
    group by month, step_code, cause
    union all
    select
        outcomes.result_month as month,
        'results' as step_code,
        outcomes.cause,
        count(*) as cause_count
    from last_outcomes as outcomes
    inner join int_contact_months as contacts
        on outcomes.result_month = contacts.contact_month and outcomes.client_id = contacts.client_id
    where contacts.contact_month >= changed_from()
        and contacts.leg_code = 'call_centre'
        and contacts.conversation_count > 0
        and outcomes.goal_count = 0
        and outcomes.result_code in ('refusal', 'screened_out')
        and outcomes.cause <> ''
    group by outcomes.result_month, outcomes.cause
),
main_causes as (
    select month, step_code, cause, cause_count
    from loss_causes
    qualify row_number() over (partition by month, step_code order by cause_count desc, cause) = 1
),
book as (
    -- the farmers' book: clients in their hands on the last known day of the month
    select months.month, books.client_id
    from dim_months as months
    inner join int_month_books as books on months.month = books.month
    where books.month >= changed_from()
),
repeat_orders as (
    select client_months.month, client_months.client_id, client_months.order_amount
    from rollup_client_months as client_months
    inner join int_purchase_days as purchases
        on client_months.client_id = purchases.client_id
        and purchases.previous_date is null
    where client_months.month >= changed_from()
        and client_months.order_day_count > 0
        and purchases.purchase_month < client_months.month
),
sleeps as (
    select
        purchases.client_id,
        purchases.next_date,
        days_after(purchases.purchase_date, settings.dormant_days) as asleep_date
    from int_purchase_days as purchases
    cross join dim_settings as settings
    where days_after(purchases.purchase_date, settings.dormant_days) >= changed_from()
        and coalesce(days_between(purchases.purchase_date, purchases.next_date) > settings.dormant_days, true)
),
asleep as (
    -- whose last purchase by the month's end is so long ago since a day of the month
    select months.month, sleeps.client_id
    from sleeps
    inner join dim_months as months
        on month_of(sleeps.asleep_date) = months.month
        and sleeps.asleep_date <= months.known_until
    where sleeps.next_date is null or sleeps.next_date > months.known_until
),
book_flows as (
    select
        book.month,
        count(*) as from_count,
        count(repeat_orders.client_id) as passed_count,
        count(asleep.client_id) filter (where repeat_orders.client_id is null) as lost_count
    from book
    left join repeat_orders
        on book.month = repeat_orders.month and book.client_id = repeat_orders.client_id
    left join asleep on book.month = asleep.month and book.client_id = asleep.client_id
    group by book.month
),
repeats as (
    select month, count(*) as client_count, sum(order_amount) as amount
    from repeat_orders
    group by month
),
step_list as (
    select 'companies_worked' as step_code, 1 as step_order
    union all
    select 'conversations' as step_code, 2 as step_order
    union all
    select 'results' as step_code, 3 as step_order
    union all
    select 'handover_1' as step_code, 4 as step_order
    union all
    select 'offers' as step_code, 5 as step_order
    union all
    select 'deals_won' as step_code, 6 as step_order
    union all
    select 'first_money' as step_code, 7 as step_order
    union all
    select 'handover_2' as step_code, 8 as step_order
    union all
    select 'repeat_volume' as step_code, 9 as step_order
),
grid as (
    select months.month, step_list.step_code, step_list.step_order
    from dim_months as months
    cross join step_list
    where months.month >= changed_from()
),
counts as (
    select
        grid.month,
        grid.step_code,
        grid.step_order,
        case grid.step_code
            when 'companies_worked' then call_steps.attempt_client_count
            when 'conversations' then call_steps.conversation_client_count
            when 'results' then call_steps.goal_client_count
            when 'repeat_volume' then repeats.client_count
            else reached.client_count
        end as client_count,
        case when grid.step_code = 'repeat_volume' then repeats.amount else reached.amount end as amount,
        case grid.step_code
            when 'companies_worked' then null
            when 'conversations' then coalesce(call_steps.attempt_client_count, 0)
            when 'results' then coalesce(call_steps.conversation_client_count, 0)
            when 'repeat_volume' then coalesce(book_flows.from_count, 0)
            else coalesce(flows.from_count, 0)
        end as from_count,
        case grid.step_code
            when 'companies_worked' then null
            when 'conversations' then coalesce(call_steps.conversation_client_count, 0)
            when 'results' then coalesce(call_steps.talked_goal_client_count, 0)
            when 'repeat_volume' then coalesce(book_flows.passed_count, 0)
            else coalesce(flows.passed_count, 0)
        end as passed_count,
        case grid.step_code
            when 'companies_worked' then null
            when 'conversations' then 0
            when 'results' then coalesce(call_steps.refused_client_count, 0)
            when 'repeat_volume' then coalesce(book_flows.lost_count, 0)
            else coalesce(flows.lost_count, 0)
        end as lost_count,
        flows.median_days,
        call_steps.operator_count
    from grid
    left join call_steps on grid.month = call_steps.month
    left join reached on grid.month = reached.month and grid.step_code = reached.step_code
    left join flows on grid.month = flows.month and grid.step_code = flows.step_code
    left join book_flows on grid.month = book_flows.month
    left join repeats on grid.month = repeats.month
)
select
    counts.month,
    counts.step_code,
    counts.step_order::integer as step_order,
    coalesce(counts.client_count, 0)::integer as client_count,
    counts.amount::decimal(18,2) as amount,
    counts.from_count::integer as from_count,
    counts.passed_count::integer as passed_count,
    counts.lost_count::integer as lost_count,
    (counts.from_count - counts.passed_count - counts.lost_count)::integer as waiting_count,
    counts.median_days::double as median_days,
    main_causes.cause as lost_cause_code,
    main_causes.cause_count::integer as lost_cause_count,
    (norms.low * counts.operator_count)::double as norm_low,
    (norms.high * counts.operator_count)::double as norm_high
from counts
left join main_causes
    on counts.month = main_causes.month and counts.step_code = main_causes.step_code
left join dim_norm_months as norms
    on counts.month = norms.month
    and (
        (counts.step_code = 'companies_worked' and norms.norm_id = 'companies_per_month')
        or (counts.step_code = 'results' and norms.norm_id = 'results_per_month')
    )
