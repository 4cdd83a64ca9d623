-- fct_deals: one possible sale, from the warm client to won or lost.
--   A deal belongs to who leads it on its last day: the day of closing or, while open, the last day of data. Who has no post
--   on that day keeps the post of the day of opening.
-- grain: deal_id
-- columns:
--   deal_id                varchar        id     identifier in the CRM
--   client_id              varchar        id     dim_clients.client_id; null when the client is unknown
--   client_match_code      varchar        code   how the client was found
--   pipeline               varchar        text   funnel of the CRM
--   stage                  varchar        text   stage as the CRM names it
--   stage_code             varchar        code   meaning of the stage; null when the dictionary lacks it
--   status                 varchar        code   open, won or lost
--   deal_amount            decimal(18,2)  money  value of the deal
--   created_at             timestamptz    utc    when the deal was opened
--   created_date           date           day    company-local day of opening
--   created_month          date           month  first day of that month
--   offer_date             date           day    first day in a stage that means an offer
--   closed_at              timestamptz    utc    when it was won or lost; from the stages when the deal does not say
--   closed_date            date           day    company-local day of closing; null while open
--   closed_month           date           month  first day of that month
--   owner_employee_id      varchar        id     dim_employees.employee_id of who leads the deal, or led it to its end
--   owner_leg_code         varchar        code   part of the relay the owner worked in on that day
--   owner_team_id          varchar        text   team of the owner on that day
--   sourced_by_employee_id varchar        id     dim_employees.employee_id of who brought the client
--   sourced_by_leg_code    varchar        code   part of the relay that person worked in on the day of opening
--   loss_reason            varchar        text   why it was lost
--   deal_source            varchar        text   list or channel
-- checks: unique(deal_id), not_null(deal_id, status, created_at, created_date), accepted(status, dealStatuses), accepted(client_match_code, clientMatchCodes)
with stage_dates as (
    select
        deal_id,
        min(entered_date) filter (where stage_code = 'offer') as offer_date,
        max(entered_at) filter (where status = 'won') as won_at,
        max(entered_at) filter (where status = 'lost') as lost_at
    from fct_stage_events
    group by deal_id
),
meanings as (
    select
        deals.deal_id,
        coalesce(exact.stage_code, general.stage_code) as stage_code,
        coalesce(deals.status, exact.status, general.status, 'open') as status,
        company_date(deals.created_at) as created_date,
        name_key(deals.owner) as owner_key,
        name_key(deals.sourced_by) as sourced_by_key
    from stage.deals as deals
    left join dim_stages as exact on deals.pipeline = exact.pipeline and deals.stage = exact.stage
    left join dim_stages as general on general.pipeline = '' and deals.stage = general.stage
    -- a row only an extending source knows waits for its deal
    where deals.created_at is not null
),
closings as (
    select
        meanings.deal_id,
        case meanings.status
            when 'won' then coalesce(deals.closed_at, stage_dates.won_at)
            when 'lost' then coalesce(deals.closed_at, stage_dates.lost_at)
        end as closed_at
    from meanings
    inner join stage.deals as deals on meanings.deal_id = deals.deal_id
    left join stage_dates on meanings.deal_id = stage_dates.deal_id
),
lead_days as (
    select meanings.deal_id, meanings.owner_key, meanings.created_date as lead_date, 2 as choice
    from meanings
    union all
    select
        meanings.deal_id,
        meanings.owner_key,
        greatest(coalesce(company_date(closings.closed_at), settings.data_until), meanings.created_date) as lead_date,
        1 as choice
    from meanings
    cross join dim_settings as settings
    inner join closings on meanings.deal_id = closings.deal_id
),
owners as (
    select lead_days.deal_id, posts.employee_id, posts.leg_code, posts.team_id
    from lead_days
    inner join int_employee_posts as posts
        on lead_days.owner_key = posts.employee_key
        and lead_days.lead_date >= posts.valid_from
        and lead_days.lead_date < posts.valid_to
    qualify row_number() over (
        partition by lead_days.deal_id
        order by case when posts.leg_code is null then 1 else 0 end, lead_days.choice
    ) = 1
)
select
    deals.deal_id,
    clients.client_id,
    coalesce(clients.client_match_code, 'none') as client_match_code,
    deals.pipeline,
    deals.stage,
    meanings.stage_code,
    meanings.status,
    deals.amount as deal_amount,
    deals.created_at,
    meanings.created_date,
    month_of(meanings.created_date) as created_month,
    stage_dates.offer_date,
    closings.closed_at,
    company_date(closings.closed_at) as closed_date,
    month_of(company_date(closings.closed_at)) as closed_month,
    owners.employee_id as owner_employee_id,
    owners.leg_code as owner_leg_code,
    owners.team_id as owner_team_id,
    bringers.employee_id as sourced_by_employee_id,
    bringers.leg_code as sourced_by_leg_code,
    deals.loss_reason,
    deals.deal_source
from stage.deals as deals
inner join meanings on deals.deal_id = meanings.deal_id
inner join closings on deals.deal_id = closings.deal_id
left join stage_dates on deals.deal_id = stage_dates.deal_id
left join int_client_references as clients
    on client_reference(
        deals.client_id, deals.client_tax_id, deals.client_phone, deals.client_name
    ) = clients.client_reference
left join owners on deals.deal_id = owners.deal_id
left join int_employee_posts as bringers
    on meanings.sourced_by_key = bringers.employee_key
    and meanings.created_date >= bringers.valid_from
    and meanings.created_date < bringers.valid_to
