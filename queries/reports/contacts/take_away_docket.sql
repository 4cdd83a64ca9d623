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
with owned as not materialized (
    select docket.*, owners.employee_name as owner_name
    from rollup_docket as docket
    inner join dim_employees as owners on docket.owner_employee_id = owners.employee_id
    where $team_id::varchar is null or owners.team_id = $team_id::varchar
),
proposals as materialized (
    select
        owner_employee_id,
        count(*) filter (where docket_state = 'proposed') as proposed_count,
        sum(order_amount) filter (where docket_state = 'proposed') as proposed_amount,
        count(*) filter (where docket_state = 'held') as held_count,
        count(*) filter (where docket_state = 'warned') as warned_count
    from owned
    group by owner_employee_id
),
totals as (
    select
        sum(proposed_count) as proposed_count,
        sum(proposed_amount) as proposed_amount,
        sum(held_count) as held_count,
        sum(warned_count) as warned_count
    from proposals
)
select
    owned.client_id,
    owned.client_name,
    owned.client_phone,
    owned.tax_id,
    owned.client_group,
    owned.client_size,
    owned.owner_employee_id,
    owned.owner_name,
    owned.owner_leg_code,
    owned.is_owner_gone,
    owned.docket_state,
    owned.order_amount,
    owned.last_contact_date,
    owned.last_order_date,
    owned.last_paid_date,
    owned.last_won_date,
    owned.owned_since_date,
    owned.silent_since_date,
    owned.absent_days,
    owned.counted_days,
    owned.limit_days,
    owned.grace_until_date,
    owned.year_contact_count,
    owned.planned_contacts,
    owned.open_deal_count,
    owned.open_deal_amount,
    owned.open_deal_moved_date,
    owned.promised_date,
    totals.proposed_count::integer as all_proposed_count,
    coalesce(totals.proposed_amount, 0)::decimal(18,2) as all_proposed_amount,
    proposals.proposed_count::integer as owner_proposed_count,
    totals.held_count::integer as all_held_count,
    totals.warned_count::integer as all_warned_count
from owned
inner join proposals on owned.owner_employee_id = proposals.owner_employee_id
cross join totals
order by owned.list_place
