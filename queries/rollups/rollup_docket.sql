-- rollup_docket: each client of a hunter or farmer with whom nothing has happened for long: the evidence for taking it away.
--   Silence runs from the last contact of anybody, the last purchase, receipt of money or won deal or the day the owner got
--   the client, whichever is latest; days the owner was away do not count. Longer than the group's days and fading_days: warned, and the grace
--   runs. Longer than the group's days and dormant_days: proposed, but held while an open deal has moved within
--   dormant_days, a call is promised or the owner is away. Of an owner who has left there is no grace.
-- grain: client_id
-- columns:
--   client_id             varchar        id     dim_clients.client_id
--   list_place            integer        count  place in the list from 1: proposed, then held, then warned, the largest first
--   client_name           varchar        text   company name
--   client_phone          varchar        text   number of the person who decides, else the company's
--   tax_id                varchar        id     tax number
--   client_group          varchar        text   group that sets how often the client must be contacted
--   client_size           varchar        code   large, medium, small or unknown
--   order_amount          decimal(18,2)  money  orders less returns over all time
--   last_contact_date     date           day    last contact of anybody
--   last_order_date       date           day    last purchase day
--   owned_since_date      date           day    day the owner got the client
--   owner_employee_id     varchar        id     dim_employees.employee_id of who holds the client
--   owner_leg_code        varchar        code   hunters or farmers
--   is_owner_gone         boolean        flag   true when the owner no longer works here on the last day of data
--   is_owner_away         boolean        flag   true when the owner is away on that day
--   silent_since_date     date           day    day from which nothing has happened
--   last_paid_date        date           day    last day on which money was received
--   last_won_date         date           day    last day on which a deal was won
--   absent_days           integer        days   days since then on which the owner was away
--   counted_days          integer        days   days of silence less these
--   limit_days            integer        days   silence that the rule allows before the client is proposed
--   grace_until_date      date           day    last day of grace, if the owner is not away again
--   year_contact_count    integer        count  contacts of anybody in twelve months, from the month in which the owner got the client
--   planned_contacts      double         ratio  contacts that the group requires over the same days; null without a requirement
--   open_deal_count       integer        count  open deals
--   open_deal_amount      decimal(18,2)  money  their value
--   open_deal_moved_date  date           day    last day one of them was opened or changed its stage
--   promised_date         date           day    next promised call from the last day of data on
--   docket_state          varchar        code   warned, held or proposed
-- checks: unique(client_id), unique(list_place), not_null(client_id, list_place, client_size, order_amount, owner_employee_id, owner_leg_code, is_owner_gone, is_owner_away, silent_since_date, absent_days, counted_days, limit_days, docket_state), accepted(docket_state, docketStates), accepted(owner_leg_code, legs), non_negative(counted_days)
-- personal: client_name, client_phone, tax_id
with business as (
    select
        days.client_id,
        max(days.business_date) as last_date,
        max(days.business_date) filter (where days.is_paid) as last_paid_date,
        max(days.business_date) filter (where days.is_won) as last_won_date
    from int_business_days as days
    cross join dim_settings as settings
    where days.business_date <= settings.data_until
    group by days.client_id
),
silences as (
    select
        clients.client_id,
        clients.client_name,
        clients.client_phone,
        clients.tax_id,
        clients.client_group,
        clients.client_size,
        clients.order_amount,
        clients.last_contact_date,
        clients.last_order_date,
        clients.owner_employee_id,
        clients.owner_leg_code,
        clients.owned_since_date,
        greatest(
            coalesce(clients.last_contact_date, clients.owned_since_date),
            coalesce(clients.last_order_date, clients.owned_since_date),
            coalesce(business.last_date, clients.owned_since_date),
            clients.owned_since_date
        ) as silent_since_date,
        business.last_paid_date,
        business.last_won_date,
        plan.contact_days,
        greatest(coalesce(plan.contact_days, 0), settings.fading_days) as warning_days,
        greatest(coalesce(plan.contact_days, 0), settings.dormant_days) as proposal_days,
        settings.dormant_days,
        settings.data_until
    from dim_clients as clients
    cross join dim_settings as settings
    left join dim_contact_groups as plan on trim(clients.client_group) = plan.client_group
    left join business on clients.client_id = business.client_id
    where clients.owner_employee_id is not null
        and clients.owner_leg_code in ('hunters', 'farmers')
        and clients.owned_since_date is not null
),
long_silences as (
    select
        silences.*,
        coalesce(people.left_date <= silences.data_until, false) as is_owner_gone
    from silences
    inner join dim_employees as people on silences.owner_employee_id = people.employee_id
    where days_between(silences.silent_since_date, silences.data_until) > silences.warning_days
),
absences as (
    select
        silences.client_id,
        count(*) as absent_days,
        count(*) filter (where absences.absence_date = silences.data_until) as away_count
    from long_silences as silences
    inner join fct_absences as absences
        on silences.owner_employee_id = absences.employee_id
        and absences.absence_date > silences.silent_since_date
        and absences.absence_date <= silences.data_until
    group by silences.client_id
),
contacts as (
    select silences.client_id, sum(months.contact_count) as contact_count
    from long_silences as silences
    inner join rollup_client_months as months
        on silences.client_id = months.client_id
        and months.month >= month_of(silences.owned_since_date)
        and months.month > months_after(silences.data_until, -12)
    group by silences.client_id
),
deal_moves as (
    select deal_id, max(entered_date) as moved_date
    from fct_stage_events
    group by deal_id
),
deals as (
    select
        deals.client_id,
        count(*) as open_deal_count,
        sum(deals.deal_amount) as open_deal_amount,
        max(greatest(deals.created_date, coalesce(deal_moves.moved_date, deals.created_date)))
            as open_deal_moved_date
    from fct_deals as deals
    left join deal_moves on deals.deal_id = deal_moves.deal_id
    where deals.status = 'open' and deals.client_id is not null
    group by deals.client_id
),
promises as (
    select results.client_id, min(company_date(results.callback_at)) as promised_date
    from fct_call_results as results
    cross join dim_settings as settings
    where results.client_id is not null and company_date(results.callback_at) >= settings.data_until
    group by results.client_id
),
evidence as (
    select
        silences.*,
        coalesce(absences.absent_days, 0) as absent_days,
        days_between(silences.silent_since_date, silences.data_until)
        - coalesce(absences.absent_days, 0) as counted_days,
        case when silences.is_owner_gone then silences.warning_days else silences.proposal_days end
            as limit_days,
        coalesce(absences.away_count, 0) > 0 and not silences.is_owner_gone as is_owner_away,
        coalesce(contacts.contact_count, 0) as contact_count,
        days_between(
            greatest(month_of(silences.owned_since_date), months_after(silences.data_until, -11)),
            silences.data_until
        ) + 1 as plan_days,
        coalesce(deals.open_deal_count, 0) as open_deal_count,
        deals.open_deal_amount,
        deals.open_deal_moved_date,
        promises.promised_date
    from long_silences as silences
    left join absences on silences.client_id = absences.client_id
    left join contacts on silences.client_id = contacts.client_id
    left join deals on silences.client_id = deals.client_id
    left join promises on silences.client_id = promises.client_id
),
judged as (
    select
        *,
        case
            when counted_days <= limit_days then 'warned'
            when is_owner_away
                or promised_date is not null
                or coalesce(open_deal_moved_date > days_after(data_until, -dormant_days), false)
            then 'held'
            else 'proposed'
        end as docket_state
    from evidence
    where counted_days > warning_days
)
select
    client_id,
    (row_number() over (
        order by
            case docket_state when 'proposed' then 1 when 'held' then 2 else 3 end,
            order_amount desc,
            client_id
    ))::integer as list_place,
    client_name,
    client_phone,
    tax_id,
    client_group,
    client_size,
    order_amount,
    last_contact_date,
    last_order_date,
    owned_since_date,
    owner_employee_id,
    owner_leg_code,
    is_owner_gone,
    is_owner_away,
    silent_since_date,
    last_paid_date,
    last_won_date,
    absent_days::integer as absent_days,
    counted_days::integer as counted_days,
    limit_days::integer as limit_days,
    days_after(silent_since_date, (limit_days + absent_days)::integer) as grace_until_date,
    contact_count::integer as year_contact_count,
    safe_ratio(plan_days, contact_days)::double as planned_contacts,
    open_deal_count::integer as open_deal_count,
    open_deal_amount::decimal(18,2) as open_deal_amount,
    open_deal_moved_date,
    promised_date,
    docket_state
from judged
-- as the list is read, from its beginning
order by list_place
