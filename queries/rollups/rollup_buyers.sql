-- rollup_buyers: how one client has bought so far: purchase days, and the time between the first, the last and now.
-- grain: client_id
-- columns:
--   client_id           varchar  id     dim_clients.client_id
--   purchase_day_count  integer  count  days with an order
--   recency_days        integer  days   from the first purchase day to the last
--   age_days            integer  days   from the first purchase day to the last day of data
--   sample_key          varchar  text   MD5 of the id: in its order the first so many are a sample, the same at any time
-- checks: unique(client_id), not_null(client_id, purchase_day_count, recency_days, age_days, sample_key), non_negative(recency_days), non_negative(age_days)
select
    purchases.client_id,
    count(*)::integer as purchase_day_count,
    days_between(min(purchases.purchase_date), max(purchases.purchase_date))::integer as recency_days,
    days_between(min(purchases.purchase_date), max(settings.data_until))::integer as age_days,
    md5(purchases.client_id) as sample_key
from int_purchase_days as purchases
cross join dim_settings as settings
where purchases.purchase_date <= settings.data_until
group by purchases.client_id
