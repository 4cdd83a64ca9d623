-- fct_handover_clocks: one stretch of days on which a hunter holds a client whose trap event has come and who must go on to a farmer.
--   The trap event of the settings starts the clock; only clients a hunter holds on that day have one. It runs until a farmer
--   accepts the client or no hunter holds him any more, and runs again from the day a farmer gives him back or he comes back
--   to a hunter: a hand-over that bounces stops nothing. Another hunter begins a stretch of his own. The limit is the same
--   for the client whoever holds him, and anew only for whom no hunter held for longer than the limit allows. A hunter
--   answers for days of his own: his limit is as many days after the first on which the client was his.
--   What a farmer accepts counts once, on the day of acceptance, for the hunter who held the client last, though he gave him
--   away before; in time or late he was on the day the stretch ended, for the days after it are not his. An acceptance that is
--   given back, or after which the client is a hunter's again, in the same month passes nothing; later it stays in its month.
-- grain: client_id, started_date
-- columns:
--   client_id           varchar  id     dim_clients.client_id
--   started_date        date     day    first day of the stretch: of the trap event, of taking the client over, or back
--   trap_date           date     day    day of the trap event
--   trap_month          date     month  first day of the month
--   limit_date          date     day    last day hunters may keep the client
--   own_limit_date      date     day    last day this hunter may keep the client: later for whom he came to later
--   hunter_employee_id  varchar  id     dim_employees.employee_id of who holds the client
--   hunter_team_id      varchar  text   team of the hunter
--   passed_date         date     day    day a farmer took the client; null while none did, or when he gave him back in that month
--   passed_month        date     month  first day of the month
--   ended_date          date     day    first day the clock no longer ran: a farmer took the client, or the hunter held him no more
-- checks: unique(client_id, started_date), not_null(client_id, started_date, trap_date, limit_date, own_limit_date)
with traps as (
    select steps.client_id, min(steps.step_date) as trap_date
    from int_relay_steps as steps
    cross join dim_settings as settings
    where (settings.trap_event = 'first_payment' and steps.step_code = 'first_money')
        or (settings.trap_event = 'deal_won' and steps.step_code = 'deals_won')
    group by steps.client_id
    union all
    select purchases.client_id, min(purchases.purchase_date) as trap_date
    from int_purchase_days as purchases
    cross join dim_settings as settings
    where settings.trap_event = 'first_order'
    group by purchases.client_id
),
holders as (
    -- who held the client: the owner of that day, else whoever leads the last deal opened by then
    select
        traps.client_id,
        traps.trap_date,
        owners.owner_employee_id as hunter_employee_id,
        owners.team_id as hunter_team_id,
        owners.leg_code,
        1 as choice,
        owners.valid_from as known_date
    from traps
    inner join fct_ownership as owners
        on traps.client_id = owners.client_id
        and traps.trap_date >= owners.valid_from
        and traps.trap_date < owners.valid_to
    union all
    select
        traps.client_id,
        traps.trap_date,
        deals.owner_employee_id as hunter_employee_id,
        deals.owner_team_id as hunter_team_id,
        deals.owner_leg_code as leg_code,
        2 as choice,
        deals.created_date as known_date
    from traps
    inner join fct_deals as deals
        on traps.client_id = deals.client_id and deals.created_date <= traps.trap_date
),
chosen as (
    select client_id, trap_date, hunter_employee_id, hunter_team_id, leg_code, choice
    from holders
    qualify row_number() over (
        partition by client_id order by choice, known_date desc, hunter_employee_id
    ) = 1
),
trapped as (
    select client_id, trap_date, hunter_employee_id, hunter_team_id, choice
    from chosen
    where leg_code = 'hunters'
),
owners as (
    select
        client_id,
        valid_from,
        valid_to,
        owner_employee_id,
        team_id,
        leg_code,
        lag(leg_code) over (partition by client_id order by valid_from) as previous_leg_code
    from fct_ownership
),
hands as (
    -- days in the hands of a hunter; a client led by a deal is in them until somebody owns him
    select
        trapped.client_id,
        greatest(owners.valid_from, trapped.trap_date) as from_date,
        owners.valid_to as until_date,
        owners.owner_employee_id as hunter_employee_id,
        owners.team_id as hunter_team_id
    from trapped
    inner join owners on trapped.client_id = owners.client_id and owners.valid_to > trapped.trap_date
    where owners.leg_code = 'hunters'
    union all
    select
        trapped.client_id,
        trapped.trap_date as from_date,
        coalesce(min(owners.valid_from), date '9000-01-01') as until_date,
        trapped.hunter_employee_id,
        trapped.hunter_team_id
    from trapped
    left join owners on trapped.client_id = owners.client_id and owners.valid_from > trapped.trap_date
    where trapped.choice = 2
    group by trapped.client_id, trapped.trap_date, trapped.hunter_employee_id, trapped.hunter_team_id
),
passes as (
    -- acceptances of farmers, each until he gave the client back or the client came from him to a hunter
    select
        handovers.handover_id,
        handovers.client_id,
        handovers.accepted_date,
        coalesce(
            least(
                case when handovers.returned_date >= handovers.accepted_date then handovers.returned_date end,
                min(owners.valid_from)
            ),
            date '9000-01-01'
        ) as back_date
    from fct_handovers as handovers
    inner join trapped
        on handovers.client_id = trapped.client_id and handovers.accepted_date >= trapped.trap_date
    left join owners
        on handovers.client_id = owners.client_id
        and owners.valid_from >= handovers.accepted_date
        and owners.leg_code = 'hunters'
        and owners.previous_leg_code = 'farmers'
    where handovers.to_leg_code = 'farmers'
    group by handovers.handover_id, handovers.client_id, handovers.accepted_date, handovers.returned_date
),
edges as (
    select client_id, from_date as edge_date from hands
    union
    select client_id, until_date as edge_date from hands
    union
    select client_id, accepted_date as edge_date from passes
    union
    select client_id, back_date as edge_date from passes
),
spans as (
    select
        client_id,
        edge_date as from_date,
        lead(edge_date) over (partition by client_id order by edge_date) as until_date
    from edges
),
runs as (
    select spans.client_id, spans.from_date, spans.until_date, hands.hunter_employee_id, hands.hunter_team_id
    from spans
    inner join hands
        on spans.client_id = hands.client_id
        and spans.from_date >= hands.from_date
        and spans.from_date < hands.until_date
    left join passes
        on spans.client_id = passes.client_id
        and spans.from_date >= passes.accepted_date
        and spans.from_date < passes.back_date
    where passes.client_id is null and spans.until_date is not null
),
follows as (
    select
        runs.*,
        coalesce(
            lag(until_date) over (partition by client_id order by from_date) = from_date
            and lag(coalesce(hunter_employee_id, '')) over (partition by client_id order by from_date)
            = coalesce(hunter_employee_id, ''),
            false
        ) as is_same
    from runs
),
numbered as (
    select
        follows.*,
        sum(case when is_same then 0 else 1 end) over (partition by client_id order by from_date) as stretch_number
    from follows
),
stretches as (
    select
        client_id,
        min(from_date) as started_date,
        max(until_date) as ended_date,
        max(hunter_employee_id) as hunter_employee_id,
        value_at_earliest(hunter_team_id, from_date) as hunter_team_id
    from numbered
    group by client_id, stretch_number
    union all
    -- taken by a farmer on the day of the trap event
    select
        trapped.client_id,
        trapped.trap_date as started_date,
        trapped.trap_date as ended_date,
        trapped.hunter_employee_id,
        trapped.hunter_team_id
    from trapped
    left join runs on trapped.client_id = runs.client_id and trapped.trap_date = runs.from_date
    where runs.client_id is null
),
neighbours as (
    select
        stretches.*,
        settings.handover_limit_days,
        lead(started_date) over (partition by client_id order by started_date) as next_date,
        coalesce(
            days_between(lag(ended_date) over (partition by client_id order by started_date), started_date)
            > settings.handover_limit_days,
            false
        ) as is_anew
    from stretches
    cross join dim_settings as settings
),
times as (
    select
        neighbours.*,
        sum(case when is_anew then 1 else 0 end) over (partition by client_id order by started_date) as time_number
    from neighbours
),
limits as (
    select
        times.*,
        days_after(
            min(started_date) over (partition by client_id, time_number), handover_limit_days
        ) as limit_date,
        days_after(
            min(started_date) over (partition by client_id, time_number, hunter_employee_id), handover_limit_days
        ) as own_limit_date
    from times
),
passed as (
    select limits.client_id, limits.started_date, min(passes.accepted_date) as passed_date
    from limits
    inner join passes
        on limits.client_id = passes.client_id
        and passes.accepted_date >= limits.ended_date
        and passes.accepted_date < coalesce(limits.next_date, date '9000-01-01')
    where month_of(passes.accepted_date) <> month_of(passes.back_date)
    group by limits.client_id, limits.started_date
)
select
    limits.client_id,
    limits.started_date,
    trapped.trap_date,
    month_of(trapped.trap_date) as trap_month,
    limits.limit_date,
    limits.own_limit_date,
    limits.hunter_employee_id,
    limits.hunter_team_id,
    passed.passed_date,
    month_of(passed.passed_date) as passed_month,
    nullif(limits.ended_date, date '9000-01-01') as ended_date
from limits
inner join trapped on limits.client_id = trapped.client_id
left join passed on limits.client_id = passed.client_id and limits.started_date = passed.started_date
