-- rollup_base_months: how much of the client base is awake at the end of a month, by purchase and by contact.
--   Several orders of a day are one purchase day. On the last known day of the month a client is active with less
--   than fading_days since the last purchase day, dormant with dormant_days or more, fading between.
--   A purchase day dormant_days or more after the one before reactivates.
-- grain: month
-- columns:
--   month                   date           month  first day of the month; the states are those of its last day
--   ever_count              integer        count  clients with a purchase so far
--   buyer_count             integer        count  clients with a purchase day in the month
--   order_amount            decimal(18,2)  money  orders on the purchase days of the month
--   active_count            integer        count  clients awake by purchase
--   fading_count            integer        count  clients fading by purchase
--   dormant_count           integer        count  clients dormant by purchase
--   new_count               integer        count  clients whose first purchase day is in the month
--   new_amount              decimal(18,2)  money  orders of these clients in the month
--   went_dormant_count      integer        count  clients that became dormant in the month
--   reactivated_count       integer        count  clients with a reactivating purchase day in the month
--   reactivated_day_amount  decimal(18,2)  money  orders of the reactivating days
--   reactivated_amount      decimal(18,2)  money  orders of these clients from that day to the month's end
--   contact_ever_count      integer        count  clients with a contact so far
--   contact_active_count    integer        count  clients awake by contact
--   contact_fading_count    integer        count  clients fading by contact
--   contact_dormant_count   integer        count  clients dormant by contact
-- checks: unique(month), not_null(month), non_negative(active_count, fading_count, dormant_count, contact_active_count, contact_fading_count, contact_dormant_count)
with days as (
    select
        purchases.client_id,
        purchases.purchase_date,
        purchases.purchase_month,
        purchases.next_date,
        purchases.previous_date,
        purchases.order_amount,
        settings.fading_days,
        settings.dormant_days,
        settings.data_until,
        purchases.previous_date is null as is_first,
        coalesce(
            days_between(purchases.previous_date, purchases.purchase_date) >= settings.dormant_days, false
        ) as is_reactivating,
        coalesce(
            days_between(purchases.previous_date, purchases.purchase_date) >= settings.fading_days, false
        ) as is_wakening
    from int_purchase_days as purchases
    cross join dim_settings as settings
),
entries as (
    -- every day on which a client changes state, as so many in and so many out; what the days after the last known one
    -- will bring is not known yet
    select
        purchase_month as month,
        case when is_first then 1 else 0 end as ever_change,
        case when is_wakening then -1 else 0 end as faded_change,
        case when is_reactivating then -1 else 0 end as dormant_change,
        0 as went_dormant
    from days
    union all
    select
        month_of(days_after(purchase_date, fading_days)) as month,
        0 as ever_change,
        1 as faded_change,
        0 as dormant_change,
        0 as went_dormant
    from days
    where (next_date is null or days_between(purchase_date, next_date) >= fading_days)
        and days_after(purchase_date, fading_days) <= data_until
    union all
    select
        month_of(days_after(purchase_date, dormant_days)) as month,
        0 as ever_change,
        0 as faded_change,
        1 as dormant_change,
        1 as went_dormant
    from days
    where (next_date is null or days_between(purchase_date, next_date) >= dormant_days)
        and days_after(purchase_date, dormant_days) <= data_until
),
contact_entries as (
    select change_month as month, ever_change, faded_change, dormant_change
    from int_contact_changes
    union all
    -- who has had no contact since the last one
    select
        month_of(days_after(starts.last_contact_date, settings.fading_days)) as month,
        0 as ever_change,
        1 as faded_change,
        0 as dormant_change
    from int_client_starts as starts
    cross join dim_settings as settings
    where days_after(starts.last_contact_date, settings.fading_days) <= settings.data_until
    union all
    select
        month_of(days_after(starts.last_contact_date, settings.dormant_days)) as month,
        0 as ever_change,
        0 as faded_change,
        1 as dormant_change
    from int_client_starts as starts
    cross join dim_settings as settings
    where days_after(starts.last_contact_date, settings.dormant_days) <= settings.data_until
),
changes as (
    select
        month,
        sum(ever_change) as ever_change,
        sum(faded_change) as faded_change,
        sum(dormant_change) as dormant_change,
        sum(went_dormant) as went_dormant
    from entries
    group by month
),
contact_changes as (
    select
        month,
        sum(ever_change) as ever_change,
        sum(faded_change) as faded_change,
        sum(dormant_change) as dormant_change
    from contact_entries
    group by month
),
clients as (
    select
        purchase_month as month,
        client_id,
        sum(order_amount) as order_amount,
        count(*) filter (where is_first) as first_count,
        count(*) filter (where is_reactivating) as reactivating_count,
        sum(days.order_amount) filter (where is_reactivating) as reactivated_day_amount,
        min(purchase_date) filter (where is_reactivating) as reactivated_date
    from days
    group by purchase_month, client_id
),
after_reactivation as (
    select days.purchase_month as month, sum(days.order_amount) as reactivated_amount
    from days
    inner join clients on days.purchase_month = clients.month and days.client_id = clients.client_id
    where days.purchase_date >= clients.reactivated_date
    group by days.purchase_month
),
buyers as (
    select
        month,
        count(*) as buyer_count,
        sum(order_amount) as order_amount,
        count(*) filter (where first_count > 0) as new_count,
        sum(clients.order_amount) filter (where first_count > 0) as new_amount,
        count(*) filter (where reactivating_count > 0) as reactivated_count,
        sum(reactivated_day_amount) as reactivated_day_amount
    from clients
    group by month
),
stocks as (
    select
        months.month,
        sum(coalesce(changes.ever_change, 0)) over (order by months.month) as ever_count,
        sum(coalesce(changes.faded_change, 0)) over (order by months.month) as faded_count,
        sum(coalesce(changes.dormant_change, 0)) over (order by months.month) as dormant_count,
        coalesce(changes.went_dormant, 0) as went_dormant_count,
        sum(coalesce(contact_changes.ever_change, 0)) over (order by months.month) as contact_ever_count,
        sum(coalesce(contact_changes.faded_change, 0)) over (order by months.month)
            as contact_faded_count,
        sum(coalesce(contact_changes.dormant_change, 0)) over (order by months.month)
            as contact_dormant_count
    from dim_months as months
    left join changes on months.month = changes.month
    left join contact_changes on months.month = contact_changes.month
)
select
    stocks.month,
    stocks.ever_count::integer as ever_count,
    coalesce(buyers.buyer_count, 0)::integer as buyer_count,
    coalesce(buyers.order_amount, 0)::decimal(18,2) as order_amount,
    (stocks.ever_count - stocks.faded_count)::integer as active_count,
    (stocks.faded_count - stocks.dormant_count)::integer as fading_count,
    stocks.dormant_count::integer as dormant_count,
    coalesce(buyers.new_count, 0)::integer as new_count,
    coalesce(buyers.new_amount, 0)::decimal(18,2) as new_amount,
    stocks.went_dormant_count::integer as went_dormant_count,
    coalesce(buyers.reactivated_count, 0)::integer as reactivated_count,
    coalesce(buyers.reactivated_day_amount, 0)::decimal(18,2) as reactivated_day_amount,
    coalesce(after_reactivation.reactivated_amount, 0)::decimal(18,2) as reactivated_amount,
    stocks.contact_ever_count::integer as contact_ever_count,
    (stocks.contact_ever_count - stocks.contact_faded_count)::integer as contact_active_count,
    (stocks.contact_faded_count - stocks.contact_dormant_count)::integer as contact_fading_count,
    stocks.contact_dormant_count::integer as contact_dormant_count
from stocks
left join buyers on stocks.month = buyers.month
left join after_reactivation on stocks.month = after_reactivation.month
