-- rollup_transfers: silent clients that passed to another owner in a month beside alike ones that stayed, and what followed in the three months after it.
--   Silent: no contact, purchase, receipt or won deal for dormant_days when the month began, and with the same owner all that time. Alike:
--   silent in the same month, in the same part of the relay, as long, and having bought before or not. Without such twins
--   any move would seem to help, for who is at the lowest mostly rises. Only months whose three months after are whole.
-- grain: month, leg_code, band_code, has_bought, is_moved
-- partition: month
-- ahead: 3
-- columns:
--   month         date           month  first day of the month
--   leg_code      varchar        code   hunters or farmers, of the owner when the month began
--   band_code     varchar        code   how long silent then: short, middle or long
--   has_bought    boolean        flag   true for clients that had bought before
--   is_moved      boolean        flag   true for clients that passed to another hunter or farmer in the month
--   client_count  integer        count  silent clients
--   spoken_count  integer        count  of these, with a contact in the three months after
--   bought_count  integer        count  of these, with a purchase day in the three months after
--   order_amount  decimal(18,2)  money  orders less returns of these months
-- checks: unique(month, leg_code, band_code, has_bought, is_moved), not_null(month, leg_code, band_code, has_bought, is_moved, client_count), accepted(leg_code, legs), accepted(band_code, sleepBands)
with owned as (
    select distinct client_id
    from fct_ownership
    where owner_employee_id is not null and leg_code in ('hunters', 'farmers')
),
signs as (
    select client_id, month, last_contact_date as last_date
    from rollup_client_months
    where last_contact_date is not null
    union all
    select client_id, month_of(business_date) as month, business_date as last_date
    from int_business_days
),
active_months as (
    -- of the months before those asked for only the last day counts
    select
        signs.client_id,
        greatest(signs.month, months_after(changed_from(), -1)) as month,
        max(signs.last_date) as last_date
    from signs
    inner join owned on signs.client_id = owned.client_id
    group by signs.client_id, greatest(signs.month, months_after(changed_from(), -1))
),
active as (
    select
        client_id,
        month,
        last_date,
        lead(month) over (partition by client_id order by month) as next_month
    from active_months
),
whole as (
    -- months whose third month after is complete
    select months.month
    from dim_months as months
    inner join dim_months as thirds on months_after(months.month, 3) = thirds.month
    where thirds.is_complete and months.month >= changed_from()
),
silent as (
    select
        active.client_id,
        whole.month,
        days_between(active.last_date, whole.month) as silent_days,
        settings.dormant_days
    from active
    cross join dim_settings as settings
    inner join whole
        on whole.month > active.month
        and whole.month <= coalesce(active.next_month, date '9000-01-01')
        and days_between(active.last_date, whole.month) >= settings.dormant_days
),
held as (
    select
        silent.client_id,
        silent.month,
        silent.silent_days,
        silent.dormant_days,
        owners.leg_code,
        coalesce(nexts.owner_employee_id <> owners.owner_employee_id, false)
        and owners.valid_to < months_after(silent.month, 1) as is_moved
    from silent
    inner join fct_ownership as owners
        on silent.client_id = owners.client_id
        and owners.valid_from <= days_after(silent.month, -silent.dormant_days)
        and owners.valid_to > silent.month
    left join fct_ownership as nexts
        on owners.client_id = nexts.client_id
        and owners.valid_to = nexts.valid_from
        and nexts.leg_code in ('hunters', 'farmers')
    where owners.owner_employee_id is not null and owners.leg_code in ('hunters', 'farmers')
),
followed as (
    select
        held.client_id,
        held.month,
        sum(months.contact_count) as contact_count,
        sum(months.order_day_count) as order_day_count,
        sum(months.order_amount) as order_amount
    from held
    inner join rollup_client_months as months
        on held.client_id = months.client_id
        and months.month > held.month
        and months.month <= months_after(held.month, 3)
    where months.month > changed_from()
    group by held.client_id, held.month
),
alike as (
    select
        held.month,
        held.leg_code,
        case
            when held.silent_days < 2 * held.dormant_days then 'short'
            when held.silent_days < 4 * held.dormant_days then 'middle'
            else 'long'
        end as band_code,
        coalesce(firsts.first_purchase_date < held.month, false) as has_bought,
        held.is_moved,
        coalesce(followed.contact_count, 0) > 0 as is_spoken,
        coalesce(followed.order_day_count, 0) > 0 as is_bought,
        coalesce(followed.order_amount, 0) as order_amount
    from held
    left join int_first_purchases as firsts on held.client_id = firsts.client_id
    left join followed on held.client_id = followed.client_id and held.month = followed.month
)
select
    month,
    leg_code,
    band_code,
    has_bought,
    is_moved,
    count(*)::integer as client_count,
    (count(*) filter (where is_spoken))::integer as spoken_count,
    (count(*) filter (where is_bought))::integer as bought_count,
    sum(order_amount)::decimal(18,2) as order_amount
from alike
group by month, leg_code, band_code, has_bought, is_moved
