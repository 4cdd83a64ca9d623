-- rollup_silences: a client that did not buy again within fading_days of a purchase, and whether it came back before it slept.
--   On that day nobody knows yet who will come back, so what we did until then is compared on equal terms: the same
--   time since the purchase and the same days looked back over for everybody. Only silences whose time has run out,
--   and whose days looked back over lie within the calls that are known.
-- grain: client_id, silent_date
-- partition: decided_month
-- ahead: fading_days
-- columns:
--   client_id      varchar  id     dim_clients.client_id
--   silent_date    date     day    day on which the client had not bought for fading_days
--   decided_month  date     month  first day of the month in which it had come back or slept: dormant_days after the purchase
--   previous_month date     month  the decided_month of the client's silence before, where it is less than twelve months ago; else null
--   silent_days       integer  days   days since anybody of ours reached the client by a call, at most dormant_days
--   is_lost        boolean  flag   true when no purchase came before dormant_days had passed
-- checks: unique(client_id, silent_date), not_null(client_id, silent_date, decided_month, silent_days, is_lost)
with known as (
    select min(reached_date) as first_date
    from int_reached_days
),
silences as (
    select
        purchases.client_id,
        days_after(purchases.purchase_date, settings.fading_days) as silent_date,
        month_of(days_after(purchases.purchase_date, settings.dormant_days)) as decided_month,
        coalesce(
            days_between(purchases.purchase_date, purchases.next_date) >= settings.dormant_days, true
        ) as is_lost,
        settings.dormant_days
    from int_purchase_days as purchases
    cross join dim_settings as settings
    cross join known
    -- a silence is told from the client's one before, which a report looks for in twelve months
    where month_of(days_after(purchases.purchase_date, settings.dormant_days)) >= months_after(changed_from(), -12)
        and days_after(purchases.purchase_date, settings.dormant_days) <= settings.data_until
        and days_after(purchases.purchase_date, settings.fading_days - settings.dormant_days)
        >= known.first_date
        and coalesce(
            days_between(purchases.purchase_date, purchases.next_date) >= settings.fading_days, true
        )
),
named as (
    select
        client_id,
        silent_date,
        decided_month,
        is_lost,
        dormant_days,
        lag(decided_month) over (
            partition by client_id
            order by silent_date
        ) as before_month
    from silences
),
reached as (
    select silences.client_id, silences.silent_date, max(days.reached_date) as reached_date
    from named as silences
    inner join int_reached_days as days
        on silences.client_id = days.client_id
        and days.reached_date < silences.silent_date
        and days.reached_date > days_after(silences.silent_date, -silences.dormant_days)
    where silences.decided_month >= changed_from()
    group by silences.client_id, silences.silent_date
)
select
    silences.client_id,
    silences.silent_date,
    silences.decided_month,
    case
        when silences.before_month > months_after(silences.decided_month, -12) then silences.before_month
    end as previous_month,
    coalesce(days_between(reached.reached_date, silences.silent_date), silences.dormant_days)::integer
        as silent_days,
    silences.is_lost
from named as silences
left join reached
    on silences.client_id = reached.client_id and silences.silent_date = reached.silent_date
where silences.decided_month >= changed_from()
-- a report reads twelve months of them
order by silences.decided_month
