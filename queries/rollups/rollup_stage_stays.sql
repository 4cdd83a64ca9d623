-- rollup_stage_stays: how long deals that hunters lead, or somebody of no known part of the relay, stay in an open stage, counted by days.
--   Each deal counts once for a stage, by its first entry; one that has not left by the last day of data is kept as open.
-- grain: entered_month, pipeline, stage, stay_days, is_left
-- columns:
--   entered_month  date     month  first day of the month of entry
--   pipeline       varchar  text   funnel of the CRM
--   stage          varchar  text   stage as the CRM names it
--   stay_days      integer  days   days to the next move or the closing, or as long as it has stood
--   is_left        boolean  flag   true when it went on or was closed
--   deal_count     integer  count  deals of so many days
-- checks: unique(entered_month, pipeline, stage, stay_days, is_left), not_null(entered_month, stage, stay_days, is_left), non_negative(stay_days)
with moves as (
    select
        events.deal_id,
        deals.pipeline,
        events.stage,
        events.status,
        events.entered_date,
        deals.closed_date,
        row_number() over (partition by events.deal_id, events.stage order by events.entered_at) as entry_number,
        lead(events.entered_date) over (
            partition by events.deal_id order by events.entered_at, events.stage
        ) as next_date
    from fct_stage_events as events
    cross join dim_settings as settings
    inner join fct_deals as deals on events.deal_id = deals.deal_id
    where coalesce(deals.owner_leg_code, 'hunters') = 'hunters' and events.entered_date <= settings.data_until
),
stays as (
    select
        month_of(moves.entered_date) as entered_month,
        coalesce(moves.pipeline, '') as pipeline,
        moves.stage,
        moves.entered_date,
        case
            when coalesce(moves.next_date, moves.closed_date) <= settings.data_until
                then coalesce(moves.next_date, moves.closed_date)
        end as left_date,
        settings.data_until
    from moves
    cross join dim_settings as settings
    where moves.status = 'open' and moves.entry_number = 1
),
lengths as (
    select
        entered_month,
        pipeline,
        stage,
        greatest(0, days_between(entered_date, coalesce(left_date, data_until))) as stay_days,
        left_date is not null as is_left
    from stays
)
select
    entered_month,
    pipeline,
    stage,
    stay_days::integer as stay_days,
    is_left,
    count(*)::integer as deal_count
from lengths
group by entered_month, pipeline, stage, stay_days, is_left
