-- sleep_bands: clients asleep by how long, those free for a new campaign, and how many of such clients woke by themselves.
-- grain: band_code
-- params:
--   team_id  varchar  only clients of this team's people; null for everybody's
-- columns:
--   band_code       varchar        code   short, middle or long
--   sleeper_count   integer        count  clients asleep on the last day of data
--   free_count      integer        count  of these, in no revival campaign that still runs
--   order_amount    decimal(18,2)  money  their orders less returns over all time
--   past_count      integer        count  clients that slept so long when the last revival_days began, not to be called
--   woken_count  integer        count  of these, with a purchase since
--   dormant_days    integer        days   days without a purchase from which a client sleeps
--   revival_days    integer        days   days from a campaign's start within which a purchase counts
-- checks: unique(band_code), not_null(band_code, sleeper_count, free_count, order_amount, past_count, woken_count, dormant_days, revival_days)
-- roles: admin, director, head
-- page: revival
with asleep as (
    select
        sleepers.band_code,
        count(*) as sleeper_count,
        count(*) filter (where not sleepers.is_in_campaign) as free_count,
        sum(sleepers.order_amount) as order_amount,
        min(sleepers.silent_days) as silent_days
    from rollup_sleepers as sleepers
    left join dim_employees as owners on sleepers.owner_employee_id = owners.employee_id
    where $team_id::varchar is null or owners.team_id = $team_id::varchar
    group by sleepers.band_code
)
select
    asleep.band_code,
    asleep.sleeper_count::integer as sleeper_count,
    asleep.free_count::integer as free_count,
    coalesce(asleep.order_amount, 0)::decimal(18,2) as order_amount,
    coalesce(past.past_count, 0)::integer as past_count,
    coalesce(past.woken_count, 0)::integer as woken_count,
    settings.dormant_days,
    settings.revival_days
from asleep
cross join dim_settings as settings
left join rollup_sleep_bands as past on asleep.band_code = past.band_code
order by asleep.silent_days
