-- rollup_sleepers: each client asleep by purchase on the last day of data, in the band of its sleep within which a lot is drawn.
--   Bands go by the company's dormant_days: up to twice as long, up to four times, longer.
-- grain: client_id
-- columns:
--   client_id           varchar        id     dim_clients.client_id
--   list_place          integer        count  place in the list from 1, the largest by orders over all time first
--   client_name         varchar        text   company name
--   client_phone        varchar        text   number of the person who decides, else the company's
--   tax_id              varchar        id     tax number
--   client_size         varchar        code   large, medium, small or unknown
--   client_group        varchar        text   group that sets how often the client must be contacted
--   owner_employee_id   varchar        id     dim_employees.employee_id of who holds the client
--   owner_leg_code      varchar        code   part of the relay the client is in
--   order_amount        decimal(18,2)  money  orders less returns over all time
--   last_order_date     date           day    last purchase day, also one after the last day of data
--   last_contact_date   date           day    last contact of anybody
--   purchase_day_count  integer        count  days with an order
--   recency_days        integer        days   from the first purchase day to the last
--   age_days            integer        days   from the first purchase day to the last day of data
--   silent_days         integer        days   days since the last purchase day
--   band_code           varchar        code   short, middle or long
--   is_in_campaign      boolean        flag   true while the client belongs to a campaign whose days that count are not over
-- checks: unique(client_id), unique(list_place), not_null(client_id, list_place, client_size, order_amount, last_order_date, purchase_day_count, recency_days, age_days, silent_days, band_code, is_in_campaign), accepted(band_code, sleepBands), accepted(owner_leg_code, legs)
-- personal: client_name, client_phone, tax_id
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
    (row_number() over (order by clients.order_amount desc, buyers.client_id))::integer as list_place,
    clients.client_name,
    clients.client_phone,
    clients.tax_id,
    clients.client_size,
    clients.client_group,
    clients.owner_employee_id,
    clients.owner_leg_code,
    clients.order_amount,
    clients.last_order_date,
    clients.last_contact_date,
    buyers.purchase_day_count,
    buyers.recency_days,
    buyers.age_days,
    (buyers.age_days - buyers.recency_days)::integer as silent_days,
    case
        when buyers.age_days - buyers.recency_days < 2 * settings.dormant_days then 'short'
        when buyers.age_days - buyers.recency_days < 4 * settings.dormant_days then 'middle'
        else 'long'
    end as band_code,
    watched.client_id is not null as is_in_campaign
from rollup_buyers as buyers
cross join dim_settings as settings
inner join dim_clients as clients on buyers.client_id = clients.client_id
left join watched on buyers.client_id = watched.client_id
where buyers.age_days - buyers.recency_days >= settings.dormant_days
-- as the list is read, from its beginning
order by list_place
