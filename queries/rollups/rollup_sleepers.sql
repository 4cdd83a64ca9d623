-- rollup_sleepers: each client asleep by purchase on the last day of data, in the band of its sleep within which a lot is drawn.
--   Bands go by the company's dormant_days: up to twice as long, up to four times, longer.
-- grain: client_id
-- columns:
--   client_id       varchar  id     dim_clients.client_id
--   silent_days     integer  days   days since the last purchase day
--   band_code       varchar  code   short, middle or long
--   is_in_campaign  boolean  flag   true while the client belongs to a campaign whose days that count are not over
-- checks: unique(client_id), not_null(client_id, silent_days, band_code, is_in_campaign), accepted(band_code, sleepBands)
with watched as (
    select distinct members.client_id
    from stage.campaign_members as members
    inner join dim_campaigns as campaigns on members.campaign_id = campaigns.campaign_id
    cross join dim_settings as settings
    where campaigns.campaign_kind = 'revival'
        and days_after(campaigns.started_date, settings.revival_days) > settings.data_until
)
select
    buyers.client_id,
    (buyers.age_days - buyers.recency_days)::integer as silent_days,
    case
        when buyers.age_days - buyers.recency_days < 2 * settings.dormant_days then 'short'
        when buyers.age_days - buyers.recency_days < 4 * settings.dormant_days then 'middle'
        else 'long'
    end as band_code,
    watched.client_id is not null as is_in_campaign
from rollup_buyers as buyers
cross join dim_settings as settings
left join watched on buyers.client_id = watched.client_id
where buyers.age_days - buyers.recency_days >= settings.dormant_days
