-- fct_ownership: one stretch of days a client was in somebody's hands.
--   Known from ownership events; a client without any has the owner of the card since the card was made.
-- grain: client_id, valid_from
-- columns:
--   client_id          varchar  id    dim_clients.client_id
--   valid_from         date     day   first day
--   valid_to           date     day   first day no longer; the year 9000 while it lasts
--   owner_employee_id  varchar  id    dim_employees.employee_id; null when the owner is unknown
--   leg_code           varchar  code  part of the relay: as the source says, else the owner's on the first day
--   team_id            varchar  text  team of the owner on the first day
--   reason             varchar  text  why it changed
-- checks: unique(client_id, valid_from), not_null(client_id, valid_from, valid_to), accepted(leg_code, legs)
with moments as (
    select
        client_id,
        started_at,
        owner,
        leg,
        reason
    from stage.ownership_events
    where owner is not null
    union all
    select
        cards.client_id,
        coalesce(cards.created_at, day_start(date '1900-01-01')) as started_at,
        cards.owner,
        cast(null as varchar) as leg,
        cast(null as varchar) as reason
    from stage.clients as cards
    left join stage.ownership_events as events
        on cards.client_id = events.client_id and events.owner is not null
    where events.client_id is null and cards.owner is not null
),
days as (
    -- of several changes on one day the last stands
    select
        client_id,
        company_date(started_at) as valid_from,
        name_key(owner) as owner_key,
        leg,
        reason
    from moments
    qualify row_number() over (
        partition by client_id, company_date(started_at) order by started_at desc, owner
    ) = 1
),
periods as (
    select
        days.*,
        coalesce(
            lead(valid_from) over (partition by client_id order by valid_from), date '9000-01-01'
        ) as valid_to
    from days
)
select
    periods.client_id,
    periods.valid_from,
    periods.valid_to,
    owners.employee_id as owner_employee_id,
    coalesce(periods.leg, owners.leg_code) as leg_code,
    owners.team_id,
    periods.reason
from periods
left join int_employee_posts as owners
    on periods.owner_key = owners.employee_key
    and periods.valid_from >= owners.valid_from
    and periods.valid_from < owners.valid_to
