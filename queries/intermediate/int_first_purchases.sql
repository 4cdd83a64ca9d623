-- int_first_purchases: the first purchase day of a client, over all time.
-- grain: client_id
-- since: first_purchase_date
-- columns:
--   client_id            varchar  id   dim_clients.client_id
--   first_purchase_date  date     day  first purchase day
-- checks: unique(client_id), not_null(client_id, first_purchase_date)
select client_id, min(purchase_date) as first_purchase_date
from int_purchase_days
group by client_id
