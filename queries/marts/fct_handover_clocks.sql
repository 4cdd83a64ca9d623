-- fct_handover_clocks: a hunter's client whose trap event has come and who must go on to a farmer.
--   The trap event of the settings starts the clock; only clients a hunter holds on that day have one.
-- grain: client_id
-- columns:
--   client_id           varchar  id     dim_clients.client_id
--   trap_date           date     day    day of the trap event
--   trap_month          date     month  first day of the month
--   limit_date          date     day    last day the hunter may keep the client
--   hunter_employee_id  varchar  id     dim_employees.employee_id of who holds the client on that day
--   hunter_team_id      varchar  text   team of the hunter
--   passed_date         date     day    day a farmer took the client; null while the clock runs
--   passed_month        date     month  first day of the month
--   ended_date          date     day    day the clock ended: passed, or no hunter held the client any more
-- checks: unique(client_id), not_null(client_id, trap_date, limit_date)
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
    select client_id, trap_date, hunter_employee_id, hunter_team_id, leg_code
    from holders
    qualify row_number() over (
        partition by client_id order by choice, known_date desc, hunter_employee_id
    ) = 1
),
passes as (
    select handovers.client_id, min(handovers.accepted_date) as passed_date
    from fct_handovers as handovers
    inner join chosen
        on handovers.client_id = chosen.client_id and handovers.accepted_date >= chosen.trap_date
    where handovers.to_leg_code = 'farmers'
    group by handovers.client_id
),
departures as (
    -- a hunter who gave the client to somebody unknown, or not yet at work, does not hold him either
    select owners.client_id, owners.valid_to as taken_date
    from fct_ownership as owners
    inner join chosen
        on owners.client_id = chosen.client_id and owners.valid_to > chosen.trap_date
    left join fct_ownership as later
        on owners.client_id = later.client_id
        and owners.valid_to = later.valid_from
        and later.leg_code = 'hunters'
    where owners.leg_code = 'hunters'
        and owners.valid_to < date '9000-01-01'
        and later.client_id is null
    union all
    select owners.client_id, owners.valid_from as taken_date
    from fct_ownership as owners
    inner join chosen
        on owners.client_id = chosen.client_id and owners.valid_from > chosen.trap_date
    where owners.leg_code <> 'hunters'
),
other_owners as (
    select client_id, min(taken_date) as taken_date
    from departures
    group by client_id
)
select
    chosen.client_id,
    chosen.trap_date,
    month_of(chosen.trap_date) as trap_month,
    days_after(chosen.trap_date, settings.handover_limit_days) as limit_date,
    chosen.hunter_employee_id,
    chosen.hunter_team_id,
    passes.passed_date,
    month_of(passes.passed_date) as passed_month,
    least(passes.passed_date, other_owners.taken_date) as ended_date
from chosen
cross join dim_settings as settings
left join passes on chosen.client_id = passes.client_id
left join other_owners on chosen.client_id = other_owners.client_id
where chosen.leg_code = 'hunters'
