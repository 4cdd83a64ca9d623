-- fct_stage_events: one move of a deal into a stage.
-- grain: deal_id, entered_at, stage
-- columns:
--   deal_id            varchar      id     fct_deals.deal_id
--   entered_at         timestamptz  utc    when the deal came into the stage
--   entered_date       date         day    company-local day
--   stage              varchar      text   stage as the CRM names it
--   stage_code         varchar      code   meaning of the stage; null when the dictionary lacks it
--   status             varchar      code   open, won or lost
--   position           integer      count  order within the funnel
--   moved_employee_id  varchar      id     dim_employees.employee_id of who moved it
-- checks: unique(deal_id, entered_at, stage), not_null(deal_id, entered_at, stage)
with moves as (
    select
        events.deal_id,
        events.entered_at,
        company_date(events.entered_at) as entered_date,
        events.stage,
        coalesce(exact.stage_code, general.stage_code) as stage_code,
        coalesce(exact.status, general.status) as status,
        coalesce(exact.position, general.position) as position,
        name_key(events.moved_by) as moved_by_key
    from stage.stage_events as events
    left join stage.deals as deals on events.deal_id = deals.deal_id
    left join dim_stages as exact
        on coalesce(events.pipeline, deals.pipeline) = exact.pipeline and events.stage = exact.stage
    left join dim_stages as general on general.pipeline = '' and events.stage = general.stage
)
select
    moves.deal_id,
    moves.entered_at,
    moves.entered_date,
    moves.stage,
    moves.stage_code,
    moves.status,
    moves.position,
    movers.employee_id as moved_employee_id
from moves
left join int_employee_posts as movers
    on moves.moved_by_key = movers.employee_key
    and moves.entered_date >= movers.valid_from
    and moves.entered_date < movers.valid_to
