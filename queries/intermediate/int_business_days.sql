-- int_business_days: one day on which a client did business with us: bought, paid, or had a deal won, whichever the sources tell.
--   A company may give orders, receipts or deals only, so each of the three is a sign of life. Refunds and returns are none.
-- grain: client_id, business_date
-- since: business_date
-- columns:
--   client_id      varchar  id    dim_clients.client_id
--   business_date  date     day   day of the purchase, the receipt or the won deal
--   is_paid        boolean  flag  true when money was received on the day
--   is_won         boolean  flag  true when a deal was won on the day
-- checks: unique(client_id, business_date), not_null(client_id, business_date, is_paid, is_won)
with signs as (
    select client_id, purchase_date as business_date, 0 as paid, 0 as won
    from int_purchase_days
    union all
    select client_id, payment_date as business_date, 1 as paid, 0 as won
    from fct_payments
    where client_id is not null and payment_amount > 0
    union all
    select client_id, closed_date as business_date, 0 as paid, 1 as won
    from fct_deals
    where client_id is not null and status = 'won' and closed_date is not null
)
select
    client_id,
    business_date,
    max(paid) = 1 as is_paid,
    max(won) = 1 as is_won
from signs
group by client_id, business_date
