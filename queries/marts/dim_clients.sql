-- dim_clients: one client, with its present owner and the first days of its way through the relay.
--   A client known only by an id in calls, deals or money is here without a card; while no source gives cards,
--   name, tax number and telephone are those of the first row that names the client.
-- grain: client_id
-- columns:
--   client_id                varchar        id     identifier in the CRM or accounting
--   client_name              varchar        text   company name
--   search_name              varchar        text   company name in lower case, as a search compares it
--   client_group             varchar        text   group that sets how often the client must be contacted
--   client_size              varchar        code   large, medium, small or unknown
--   segment                  varchar        text   segment found out in the first conversation
--   city                     varchar        text   city or region
--   industry                 varchar        text   what the company does
--   client_source            varchar        text   list or channel the client came from
--   created_date             date           day    day the card was made
--   created_by_employee_id   varchar        id     dim_employees.employee_id of who made the card
--   owner_employee_id        varchar        id     dim_employees.employee_id of who holds the client on the last day of data
--   owner_leg_code           varchar        code   part of the relay the client is in on that day
--   owned_since_date         date           day    day that stretch began
--   has_decision_maker       boolean        flag   true when the card names the person who decides
--   has_decision_phone       boolean        flag   true when the card holds that person's number
--   client_phone             varchar        text   number of the person who decides, else the company's first
--   tax_id                   varchar        id     tax number
--   potential_amount         decimal(18,2)  money  last estimate of what the client could buy in a year
--   potential_date           date           day    day of that estimate
--   first_worked_date        date           day    first call of the call centre
--   first_conversation_date  date           day    first conversation of anybody
--   last_contact_date        date           day    last contact of anybody
--   first_goal_date          date           day    first primary goal
--   first_won_date           date           day    first deal won
--   first_order_date         date           day    first purchase day
--   last_order_date          date           day    last purchase day
--   first_money_date         date           day    first money
--   order_amount             decimal(18,2)  money  orders less returns over all time
-- checks: unique(client_id), not_null(client_id, client_size), accepted(client_size, clientSizes), accepted(owner_leg_code, legs)
-- personal: client_name, search_name, client_phone, tax_id
with known as (
    select client_id from stage.clients
    union
    select client_id from int_client_starts
    union
    select client_id from int_result_months where client_id is not null
    union
    select client_id from rollup_client_months where order_amount <> 0
    union
    select client_id from fct_payments where client_id is not null
    union
    select client_id from fct_deals where client_id is not null
    union
    select client_id from fct_handovers where client_id is not null
),
cards as (
    select
        clients.*,
        company_date(clients.created_at) as created_date,
        name_key(clients.created_by) as created_by_key
    from stage.clients as clients
),
named as (
    select
        client_id,
        value_at_earliest(client_name, place) as client_name,
        value_at_earliest(tax_id, place) as tax_id,
        value_at_earliest(phone, place) as phone
    from (
        select client_id, client_name, tax_id, phone, first_date::varchar || client_reference as place
        from int_named_clients
        where client_id is not null
    ) as places
    group by client_id
),
owners as (
    select
        ownership.client_id,
        ownership.owner_employee_id,
        ownership.leg_code,
        ownership.valid_from
    from fct_ownership as ownership
    cross join dim_settings as settings
    where ownership.valid_from <= settings.data_until and ownership.valid_to > settings.data_until
),
potentials as (
    select client_id, potential_amount, estimated_on
    from stage.client_potentials
    where potential_amount is not null
    qualify row_number() over (partition by client_id order by estimated_on desc) = 1
),
steps as (
    select
        client_id,
        min(step_date) filter (where step_code = 'results') as first_goal_date,
        min(step_date) filter (where step_code = 'deals_won') as first_won_date,
        min(step_date) filter (where step_code = 'first_money') as first_money_date
    from int_relay_steps
    group by client_id
),
purchases as (
    select client_id, min(purchase_date) as first_order_date, max(purchase_date) as last_order_date
    from int_purchase_days
    group by client_id
),
sums as (
    select client_id, sum(order_amount) as order_amount
    from rollup_client_months
    where order_amount <> 0
    group by client_id
)
select
    known.client_id,
    coalesce(cards.client_name, named.client_name) as client_name,
    lower(coalesce(cards.client_name, named.client_name)) as search_name,
    cards.client_group,
    coalesce(cards.client_size, 'unknown') as client_size,
    cards.segment,
    cards.city,
    cards.industry,
    cards.client_source,
    cards.created_date,
    creators.employee_id as created_by_employee_id,
    owners.owner_employee_id,
    owners.leg_code as owner_leg_code,
    owners.valid_from as owned_since_date,
    coalesce(cards.decision_maker_name, '') <> '' as has_decision_maker,
    coalesce(cards.decision_maker_phone, '') <> '' as has_decision_phone,
    coalesce(
        nullif(trim(cards.decision_maker_phone), ''), nullif(trim(split_part(cards.phones, ';', 1)), ''), named.phone
    ) as client_phone,
    coalesce(cards.tax_id, named.tax_id) as tax_id,
    potentials.potential_amount,
    potentials.estimated_on as potential_date,
    starts.first_worked_date,
    starts.first_conversation_date,
    starts.last_contact_date,
    steps.first_goal_date,
    steps.first_won_date,
    purchases.first_order_date,
    purchases.last_order_date,
    steps.first_money_date,
    coalesce(sums.order_amount, 0)::decimal(18,2) as order_amount
from known
left join cards on known.client_id = cards.client_id
left join named on known.client_id = named.client_id
left join int_employee_posts as creators
    on cards.created_by_key = creators.employee_key
    and cards.created_date >= creators.valid_from
    and cards.created_date < creators.valid_to
left join owners on known.client_id = owners.client_id
left join potentials on known.client_id = potentials.client_id
left join int_client_starts as starts on known.client_id = starts.client_id
left join steps on known.client_id = steps.client_id
left join purchases on known.client_id = purchases.client_id
left join sums on known.client_id = sums.client_id
-- buyers first, then others that somebody holds: lists are of these, and need not read the rest, which are most
order by
    case
        when purchases.last_order_date is not null then 1
        when owners.owner_employee_id is not null then 2
        else 3
    end,
    known.client_id
