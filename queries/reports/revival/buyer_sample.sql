-- buyer_sample: how clients bought so far, from whom the chance to buy again is learnt; at most 2500, always the same ones.
-- grain: client_id
-- columns:
--   client_id           varchar  id     dim_clients.client_id
--   purchase_day_count  integer  count  days with an order
--   recency_days        integer  days   from the first purchase day to the last
--   age_days            integer  days   from the first purchase day to the last day of data
-- checks: unique(client_id), not_null(client_id, purchase_day_count, recency_days, age_days)
-- roles: admin, director, head
-- page: revival
select client_id, purchase_day_count, recency_days, age_days
from rollup_buyers
where age_days > 0
order by sample_key, client_id
limit 2500
