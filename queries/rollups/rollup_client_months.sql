-- rollup_client_months: what passed between one client and us in a month.
-- grain: client_id, month
-- stored: part
-- partition: month
-- columns:
--   month                 date           month  first day of the month
--   client_id             varchar        id     dim_clients.client_id
--   attempt_count         integer        count  calls out and in
--   contact_count         integer        count  of these, with a person on the line
--   conversation_count    integer        count  of these, long enough to be a conversation
--   first_contact_date    date           day    first contact of the month
--   last_contact_date     date           day    last contact of the month
--   goal_count            integer        count  primary goals filed
--   secondary_count       integer        count  secondary goals
--   refusal_count         integer        count  refusals filed
--   order_day_count       integer        count  days with an order
--   first_order_date      date           day    first day with an order
--   last_order_date       date           day    last day with an order
--   order_gap_days        integer        days   longest gap before an order of this month; null without an earlier order
--   order_amount          decimal(18,2)  money  orders less returns
--   payment_amount        decimal(18,2)  money  money received
-- checks: unique(client_id, month), not_null(client_id, month)
with contacts as (
    select
        contact_month as month,
        client_id,
        sum(attempt_count) as attempt_count,
        sum(contact_count) as contact_count,
        sum(conversation_count) as conversation_count,
        min(first_contact_date) as first_contact_date,
        max(last_contact_date) as last_contact_date
    from int_contact_months
    where contact_month >= touched_from()
        and contact_month < touched_until()
        and contact_month in (select month from touched_months_forward)
    group by contact_month, client_id
),
facts as (
    select
        result_month as month,
        client_id,
        goal_count,
        secondary_count,
        refusal_count,
        cast(0 as decimal(18,2)) as order_amount,
        cast(0 as decimal(18,2)) as payment_amount
    from int_result_months
    where client_id is not null
    union all
    select
        order_month as month,
        client_id,
        0 as goal_count,
        0 as secondary_count,
        0 as refusal_count,
        order_amount,
        cast(0 as decimal(18,2)) as payment_amount
    from fct_orders
    where client_id is not null and order_date >= touched_from() and order_date < touched_until()
    union all
    select
        payment_month as month,
        client_id,
        0 as goal_count,
        0 as secondary_count,
        0 as refusal_count,
        cast(0 as decimal(18,2)) as order_amount,
        payment_amount
    from fct_payments
    where client_id is not null
),
others as (
    select
        month,
        client_id,
        sum(goal_count) as goal_count,
        sum(secondary_count) as secondary_count,
        sum(refusal_count) as refusal_count,
        sum(order_amount) as order_amount,
        sum(payment_amount) as payment_amount
    from facts
    where month in (select month from touched_months_forward)
    group by month, client_id
),
purchases as (
    select
        purchase_month,
        client_id,
        count(*) as order_day_count,
        min(purchase_date) as first_order_date,
        max(purchase_date) as last_order_date,
        max(days_between(previous_date, purchase_date)) as order_gap_days
    from int_purchase_days
    where purchase_month in (select month from touched_months_forward)
    group by purchase_month, client_id
),
money as (
    select
        others.*,
        purchases.order_day_count,
        purchases.first_order_date,
        purchases.last_order_date,
        purchases.order_gap_days
    from others
    left join purchases
        on others.month = purchases.purchase_month and others.client_id = purchases.client_id
)
select
    coalesce(contacts.month, money.month) as month,
    coalesce(contacts.client_id, money.client_id) as client_id,
    coalesce(contacts.attempt_count, 0)::integer as attempt_count,
    coalesce(contacts.contact_count, 0)::integer as contact_count,
    coalesce(contacts.conversation_count, 0)::integer as conversation_count,
    contacts.first_contact_date,
    contacts.last_contact_date,
    coalesce(money.goal_count, 0)::integer as goal_count,
    coalesce(money.secondary_count, 0)::integer as secondary_count,
    coalesce(money.refusal_count, 0)::integer as refusal_count,
    coalesce(money.order_day_count, 0)::integer as order_day_count,
    money.first_order_date,
    money.last_order_date,
    money.order_gap_days,
    coalesce(money.order_amount, 0)::decimal(18,2) as order_amount,
    coalesce(money.payment_amount, 0)::decimal(18,2) as payment_amount
from contacts
full join money on contacts.month = money.month and contacts.client_id = money.client_id
