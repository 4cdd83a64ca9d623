-- fct_handovers: one passing of a client from one post to the next.
--   Rows of the source come first. For a client without any for that pair of posts a change of owner
--   between the posts counts, and else a deal an operator brought to a hunter.
-- grain: handover_id
-- columns:
--   handover_id       varchar      id     identifier; made from the event when the source has none
--   handover_source   varchar      code   given, ownership or deal
--   client_id         varchar      id     dim_clients.client_id; null when the client is unknown
--   deal_id           varchar      id     fct_deals.deal_id
--   from_leg_code     varchar      code   post that gives
--   to_leg_code       varchar      code   post that takes
--   from_employee_id  varchar      id     dim_employees.employee_id of who gives
--   to_employee_id    varchar      id     dim_employees.employee_id of who takes
--   to_team_id        varchar      text   team that takes, on the day of the offer
--   offered_at        timestamptz  utc    when the client was offered
--   offered_date      date         day    company-local day
--   offered_month     date         month  first day of the month
--   due_at            timestamptz  utc    limit of acceptance: the source's, else acceptance_hours after the offer, days off not counted
--   accepted_at       timestamptz  utc    when the taker accepted; null while waiting
--   accepted_date     date         day    company-local day
--   accepted_month    date         month  first day of the month
--   returned_at       timestamptz  utc    when it was given back
--   returned_date     date         day    company-local day
--   return_reason     varchar      text   why it was given back
--   status            varchar      code   waiting, accepted or returned
--   is_within_limit   boolean      flag   accepted not later than due_at
--   is_decided        boolean      flag   judged for lateness: accepted, or neither accepted nor given back by due_at, a day before the last one of data; a row of the source for a known client
--   is_late           boolean      flag   of those, not accepted by due_at; what was given back in time is neither
--   is_taker_away     boolean      flag   the taker was absent on a day from the offer to due_at, or held another post on the day of the offer: it says nothing of the person then
-- checks: unique(handover_id), not_null(handover_id, offered_at, status, is_decided, is_late, is_taker_away), accepted(status, handoverStatuses), accepted(from_leg_code, legs), accepted(to_leg_code, legs), accepted(handover_source, handoverSources)
with given as (
    select
        handovers.handover_id,
        'given' as handover_source,
        clients.client_id,
        handovers.deal_id,
        handovers.from_leg as from_leg_code,
        handovers.to_leg as to_leg_code,
        givers.employee_id as from_employee_id,
        takers.employee_id as to_employee_id,
        takers.team_id as to_team_id,
        takers.leg_code as taker_leg_code,
        handovers.offered_at,
        handovers.due_at,
        handovers.accepted_at,
        handovers.returned_at,
        handovers.return_reason
    from stage.handovers as handovers
    left join int_client_references as clients
        on client_reference(
            handovers.client_id,
            handovers.client_tax_id,
            handovers.client_phone,
            handovers.client_name
        ) = clients.client_reference
    left join int_employee_posts as givers
        on name_key(handovers.from_employee) = givers.employee_key
        and company_date(handovers.offered_at) >= givers.valid_from
        and company_date(handovers.offered_at) < givers.valid_to
    left join int_employee_posts as takers
        on name_key(handovers.to_employee) = takers.employee_key
        and company_date(handovers.offered_at) >= takers.valid_from
        and company_date(handovers.offered_at) < takers.valid_to
    where handovers.offered_at is not null
),
given_pairs as (
    select distinct client_id, from_leg_code, to_leg_code from given where client_id is not null
),
owners as (
    select
        client_id,
        valid_from,
        leg_code as to_leg_code,
        owner_employee_id as to_employee_id,
        team_id as to_team_id,
        lag(leg_code) over (partition by client_id order by valid_from) as from_leg_code,
        lag(owner_employee_id) over (partition by client_id order by valid_from) as from_employee_id
    from fct_ownership
),
by_owner as (
    select
        'owner-' || owners.client_id || '-' || owners.valid_from::varchar as handover_id,
        'ownership' as handover_source,
        owners.client_id,
        cast(null as varchar) as deal_id,
        owners.from_leg_code,
        owners.to_leg_code,
        owners.from_employee_id,
        owners.to_employee_id,
        owners.to_team_id,
        owners.to_leg_code as taker_leg_code,
        day_start(owners.valid_from) as offered_at,
        cast(null as timestamptz) as due_at,
        day_start(owners.valid_from) as accepted_at,
        cast(null as timestamptz) as returned_at,
        cast(null as varchar) as return_reason
    from owners
    left join given_pairs
        on owners.client_id = given_pairs.client_id
        and owners.from_leg_code = given_pairs.from_leg_code
        and owners.to_leg_code = given_pairs.to_leg_code
    where given_pairs.client_id is null
        and (
            (owners.from_leg_code = 'call_centre' and owners.to_leg_code = 'hunters')
            or (owners.from_leg_code = 'hunters' and owners.to_leg_code = 'farmers')
        )
),
known_pairs as (
    select client_id, from_leg_code, to_leg_code from given_pairs
    union
    select client_id, from_leg_code, to_leg_code from by_owner
),
by_deal as (
    select
        'deal-' || deals.deal_id as handover_id,
        'deal' as handover_source,
        deals.client_id,
        deals.deal_id,
        'call_centre' as from_leg_code,
        'hunters' as to_leg_code,
        deals.sourced_by_employee_id as from_employee_id,
        deals.owner_employee_id as to_employee_id,
        posts.team_id as to_team_id,
        posts.leg_code as taker_leg_code,
        deals.created_at as offered_at,
        cast(null as timestamptz) as due_at,
        deals.created_at as accepted_at,
        cast(null as timestamptz) as returned_at,
        cast(null as varchar) as return_reason
    from fct_deals as deals
    left join known_pairs
        on deals.client_id = known_pairs.client_id
        and known_pairs.from_leg_code = 'call_centre'
        and known_pairs.to_leg_code = 'hunters'
    -- the post of the day of the offer, not that of the day the deal ended
    left join dim_employee_roles as posts
        on deals.owner_employee_id = posts.employee_id
        and deals.created_date >= posts.valid_from
        and deals.created_date < posts.valid_to
    where known_pairs.client_id is null
        and deals.client_id is not null
        and deals.owner_leg_code = 'hunters'
        and deals.sourced_by_leg_code = 'call_centre'
),
handovers as (
    select * from given
    union all
    select * from by_owner
    union all
    select * from by_deal
),
working_days as (
    select
        date_day,
        is_working,
        sum(case when is_working then 1 else 0 end) over (order by date_day) as day_number
    from dim_dates
),
limits as (
    -- so many whole working days after the day of the offer, at the same time of day, then the odd hours
    select
        handovers.*,
        coalesce(
            handovers.due_at,
            handovers.offered_at
            + to_days(days_between(company_date(handovers.offered_at), due_days.date_day))
            + to_hours(settings.acceptance_hours % 24),
            handovers.offered_at + to_hours(settings.acceptance_hours)
        ) as limit_at,
        settings.data_until
    from handovers
    cross join dim_settings as settings
    left join working_days as offer_days on company_date(handovers.offered_at) = offer_days.date_day
    left join working_days as due_days
        on due_days.is_working
        and due_days.day_number = offer_days.day_number + floor(settings.acceptance_hours / 24.0)
),
judged as (
    -- one lateness for every page: what is not due yet has had no chance to be late, a return in time is none
    select
        limits.*,
        limits.handover_source = 'given'
        and limits.client_id is not null
        and (
            limits.accepted_at is not null
            or (
                company_date(limits.limit_at) < limits.data_until
                and coalesce(limits.returned_at > limits.limit_at, true)
            )
        ) as is_decided
    from limits
),
away as (
    select distinct limits.handover_id
    from limits
    inner join fct_absences as absences
        on limits.to_employee_id = absences.employee_id
        and absences.absence_date >= company_date(limits.offered_at)
        and absences.absence_date <= company_date(limits.limit_at)
)
select
    judged.handover_id,
    judged.handover_source,
    judged.client_id,
    judged.deal_id,
    judged.from_leg_code,
    judged.to_leg_code,
    judged.from_employee_id,
    judged.to_employee_id,
    judged.to_team_id,
    judged.offered_at,
    company_date(judged.offered_at) as offered_date,
    month_of(company_date(judged.offered_at)) as offered_month,
    judged.limit_at as due_at,
    judged.accepted_at,
    company_date(judged.accepted_at) as accepted_date,
    month_of(company_date(judged.accepted_at)) as accepted_month,
    judged.returned_at,
    company_date(judged.returned_at) as returned_date,
    judged.return_reason,
    case
        when judged.returned_at is not null then 'returned'
        when judged.accepted_at is not null then 'accepted'
        else 'waiting'
    end as status,
    judged.accepted_at is not null and judged.accepted_at <= judged.limit_at as is_within_limit,
    judged.is_decided,
    judged.is_decided and coalesce(judged.accepted_at > judged.limit_at, true) as is_late,
    away.handover_id is not null
    or coalesce(judged.taker_leg_code <> judged.to_leg_code, false) as is_taker_away
from judged
left join away on judged.handover_id = away.handover_id
