-- take_away_docket: clients past the time the rule allows, proposed to be taken from their owner, the largest first; then those held, then those warned.
-- grain: client_id
-- params:
--   team_id  varchar  only clients of this team's people; null for everybody's
-- columns:
--   client_id             varchar        id     dim_clients.client_id
--   client_name           varchar        text   company name
--   client_phone          varchar        text   number of the person who decides, else the company's
--   tax_id                varchar        id     tax number
--   client_group          varchar        text   group that sets how often the client must be contacted
--   client_size           varchar        code   large, medium, small or unknown
--   owner_employee_id     varchar        id     dim_employees.employee_id of who holds the client
--   owner_name            varchar        text   full name of who holds the client
--   owner_leg_code        varchar        code   hunters or farmers
--   is_owner_gone         boolean        flag   true when the owner no longer works here
--   docket_state          varchar        code   warned, held or proposed
--   order_amount          decimal(18,2)  money  orders less returns over all time
--   last_contact_date     date           day    last contact of anybody
--   last_order_date       date           day    last purchase day
--   last_paid_date        date           day    last day on which money was received
--   last_won_date         date           day    last day on which a deal was won
--   owned_since_date      date           day    day the owner got the client
--   silent_since_date     date           day    day from which nothing has happened
--   absent_days           integer        days   days since then on which the owner was away
--   counted_days          integer        days   days of silence less these
--   limit_days            integer        days   silence that the rule allows before the client is proposed
--   grace_until_date      date           day    last day of grace
--   year_contact_count    integer        count  contacts of anybody in twelve months, from the month in which the owner got the client
--   planned_contacts      double         ratio  contacts that the group requires over the same days
--   open_deal_count       integer        count  open deals
--   open_deal_amount      decimal(18,2)  money  their value
--   open_deal_moved_date  date           day    last day one of them was opened or changed its stage
--   promised_date         date           day    next promised call
--   all_proposed_count    integer        count  clients proposed in all
--   all_proposed_amount   decimal(18,2)  money  their orders over all time
--   owner_proposed_count  integer        count  clients of this owner proposed in all
--   all_held_count        integer        count  clients past the limit but held, in all
--   all_warned_count      integer        count  clients whose grace runs, in all
-- checks: unique(client_id), not_null(client_id, client_size, owner_employee_id, docket_state, order_amount, counted_days, limit_days, silent_since_date, absent_days, year_contact_count, open_deal_count, all_proposed_count, all_proposed_amount, owner_proposed_count, all_held_count, all_warned_count)
-- personal: client_name, owner_name, client_phone, tax_id
-- roles: admin, director, head
-- page: contacts
-- rows: 2000
-- drill: case_events
with docket as materialized (
    select
        docket.*,
        owners.employee_name as owner_name,
        clients.client_name,
        clients.client_phone,
        clients.tax_id,
        clients.client_group,
        clients.client_size,
        clients.order_amount,
        clients.last_contact_date,
        clients.last_order_date,
        clients.owned_since_date
    from rollup_docket as docket
    -- who is on the docket has an owner: the others are not read
    inner join dim_clients as clients
        on docket.client_id = clients.client_id and clients.owner_employee_id is not null
    inner join dim_employees as owners on docket.owner_employee_id = owners.employee_id
    where $team_id::varchar is null or owners.team_id = $team_id::varchar
),
totals as (
    select
        count(*) filter (where docket_state = 'proposed') as proposed_count,
        sum(order_amount) filter (where docket_state = 'proposed') as proposed_amount,
        count(*) filter (where docket_state = 'held') as held_count,
        count(*) filter (where docket_state = 'warned') as warned_count
    from docket
),
proposals as (
    select owner_employee_id, count(*) filter (where docket_state = 'proposed') as client_count
    from docket
    group by owner_employee_id
)
select
    docket.client_id,
    docket.client_name,
    docket.client_phone,
    docket.tax_id,
    docket.client_group,
    docket.client_size,
    docket.owner_employee_id,
    docket.owner_name,
    docket.owner_leg_code,
    docket.is_owner_gone,
    docket.docket_state,
    coalesce(docket.order_amount, 0)::decimal(18,2) as order_amount,
    docket.last_contact_date,
    docket.last_order_date,
    docket.last_paid_date,
    docket.last_won_date,
    docket.owned_since_date,
    docket.silent_since_date,
    docket.absent_days,
    docket.counted_days,
    docket.limit_days,
    docket.grace_until_date,
    docket.year_contact_count,
    docket.planned_contacts,
    docket.open_deal_count,
    docket.open_deal_amount,
    docket.open_deal_moved_date,
    docket.promised_date,
    totals.proposed_count::integer as all_proposed_count,
    coalesce(totals.proposed_amount, 0)::decimal(18,2) as all_proposed_amount,
    proposals.client_count::integer as owner_proposed_count,
    totals.held_count::integer as all_held_count,
    totals.warned_count::integer as all_warned_count
from docket
inner join proposals on docket.owner_employee_id = proposals.owner_employee_id
cross join totals
order by
    case docket.docket_state when 'proposed' then 1 when 'held' then 2 else 3 end,
    coalesce(docket.order_amount, 0) desc,
    docket.client_id
