-- fct_ownership: one stretch of days a client was in somebody's hands.
--   Known from ownership events; a client without any has the owner of the card since the card was made. The owner a card had
--   when it was first seen says nothing of the days before the first recorded change. Nobody holds a client before being
--   hired or, where the source does not say in which part of the relay, before the first post; those days have no row.
-- grain: client_id, valid_from
-- since: valid_from, valid_to
-- columns:
--   client_id          varchar  id    dim_clients.client_id
--   valid_from         date     day   first day
--   valid_to           date     day   first day no longer; the year 9000 while it lasts
--   owner_employee_id  varchar  id    dim_employees.employee_id; null when the owner is unknown
--   leg_code           varchar  code  part of the relay: as the source says, else the owner's on the first day
--   team_id            varchar  text  team of the owner on the first day
--   reason             varchar  text  why it changed
-- checks: unique(client_id, valid_from), not_null(client_id, valid_from, valid_to), accepted(leg_code, legs)
with card_sources as (
    select distinct source_id from stage.clients where owner is not null
),
events as (
    select
        events.client_id,
        events.started_at,
        events.owner,
        events.leg,
        events.reason,
        cards.created_at,
        card_sources.source_id is not null and events.leg is null and events.reason is null as is_of_card
    from stage.ownership_events as events
    left join stage.clients as cards on events.client_id = cards.client_id
    left join card_sources on events.source_id = card_sources.source_id
    where events.owner is not null
),
records as (
    select distinct client_id from events where not is_of_card
),
moments as (
    select
        events.client_id,
        events.started_at,
        events.owner,
        events.leg,
        events.reason
    from events
    left join records on events.client_id = records.client_id
    where records.client_id is null
        or not events.is_of_card
        or coalesce(events.started_at <> events.created_at, true)
    union all
    select
        cards.client_id,
        coalesce(cards.created_at, day_start(date '1900-01-01')) as started_at,
        cards.owner,
        cast(null as varchar) as leg,
        cast(null as varchar) as reason
    from stage.clients as cards
    left join events on cards.client_id = events.client_id
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
),
posts as (
    select employee_id, min(valid_from) as since_date
    from dim_employee_roles
    group by employee_id
),
held as (
    select
        periods.client_id,
        greatest(
            periods.valid_from,
            coalesce(people.hired_date, periods.valid_from),
            case when periods.leg is null then coalesce(posts.since_date, periods.valid_from) else periods.valid_from end
        ) as valid_from,
        periods.valid_to,
        periods.owner_key,
        periods.leg,
        periods.reason
    from periods
    left join int_employee_posts as owners
        on periods.owner_key = owners.employee_key
        and periods.valid_from >= owners.valid_from
        and periods.valid_from < owners.valid_to
    left join dim_employees as people on owners.employee_id = people.employee_id
    left join posts on owners.employee_id = posts.employee_id
)
select
    held.client_id,
    held.valid_from,
    held.valid_to,
    owners.employee_id as owner_employee_id,
    coalesce(held.leg, owners.leg_code) as leg_code,
    owners.team_id,
    held.reason
from held
left join int_employee_posts as owners
    on held.owner_key = owners.employee_key
    and held.valid_from >= owners.valid_from
    and held.valid_from < owners.valid_to
where held.valid_from < held.valid_to
