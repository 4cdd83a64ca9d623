-- rollup_sleep_bands: how many clients of a band of sleep wake by themselves: those asleep when the last revival_days began, and who of them bought in these days.
--   Clients whom a revival campaign was to call are left out, so that what calling brings is not taken for granted.
-- grain: band_code
-- columns:
--   band_code       varchar  code   short, middle or long
--   past_count      integer  count  clients asleep then
--   woken_count  integer  count  of these, with a purchase since
-- checks: unique(band_code), not_null(band_code, past_count, woken_count), accepted(band_code, sleepBands)
with started as (
    select days_after(data_until, 1 - revival_days) as started_date, data_until, dormant_days
    from dim_settings
),
called as (
    select distinct members.client_id
    from stage.campaign_members as members
    inner join dim_campaigns as campaigns on members.campaign_id = campaigns.campaign_id
    cross join dim_settings as settings
    where campaigns.campaign_kind = 'revival'
        and not coalesce(members.is_control, false)
        and days_after(campaigns.started_date, 2 * settings.revival_days) > settings.data_until
),
asleep as (
    select
        purchases.client_id,
        days_between(purchases.purchase_date, started.started_date) - 1 as silent_days,
        coalesce(purchases.next_date <= started.data_until, false) as is_returned,
        started.dormant_days
    from int_purchase_days as purchases
    cross join started
    left join called on purchases.client_id = called.client_id
    where called.client_id is null
        and purchases.purchase_date < started.started_date
        and coalesce(purchases.next_date >= started.started_date, true)
        and days_between(purchases.purchase_date, started.started_date) > started.dormant_days
)
select
    case
        when silent_days < 2 * dormant_days then 'short'
        when silent_days < 4 * dormant_days then 'middle'
        else 'long'
    end as band_code,
    count(*)::integer as past_count,
    (count(*) filter (where is_returned))::integer as woken_count
from asleep
group by
    case
        when silent_days < 2 * dormant_days then 'short'
        when silent_days < 4 * dormant_days then 'middle'
        else 'long'
    end
