-- rollup_clients_to_call: a farmer's client to call on the last day of data, with the reason in his own past.
--   overdue_order: silent for longer than every pause between his purchase days of two years, of which there are at
--   least four; by chance the next pause is the longest once in so many pauses and one. below_range: the orders of the
--   last three whole months are below the natural limit of his own twelve months before, for a mean of three.
-- grain: client_id, reason_code
-- columns:
--   client_id           varchar        id     dim_clients.client_id
--   client_name         varchar        text   company name
--   client_phone        varchar        text   number of the person who decides, else the company's
--   tax_id              varchar        id     tax number
--   client_size         varchar        code   large, medium, small or unknown
--   last_contact_date   date           day    last contact of anybody
--   employee_id         varchar        id     dim_employees.employee_id of the farmer on the last day of data
--   reason_code         varchar        code   overdue_order or below_range
--   silent_days         integer        days   days since the last purchase day
--   longest_pause_days  integer        days   longest pause before; null for below_range
--   pause_count         integer        count  pauses known; null for below_range
--   usual_amount        decimal(18,2)  money  mean month of the twelve before the last three
--   recent_amount       decimal(18,2)  money  mean month of the last three whole months
--   low_amount          decimal(18,2)  money  the lower limit; null for overdue_order
-- checks: unique(client_id, reason_code), not_null(client_id, client_size, employee_id, reason_code, usual_amount, recent_amount), accepted(reason_code, callReasons)
-- personal: client_name, client_phone, tax_id
with bounds as (
    -- the last month whose days are all known
    select
        case
            when month_end(data_until) = data_until then month_of(data_until)
            else months_after(data_until, -1)
        end as last_month,
        data_until
    from dim_settings
),
held as (
    select clients.client_id, clients.owner_employee_id as employee_id, clients.last_order_date
    from dim_clients as clients
    where clients.owner_leg_code = 'farmers'
        and clients.owner_employee_id is not null
        and clients.last_order_date is not null
),
months as (
    select dates.month, months_between(dates.month, max(bounds.last_month)) as months_ago
    from dim_dates as dates
    cross join bounds
    where dates.month <= bounds.last_month and dates.month > months_after(bounds.last_month, -15)
    group by dates.month
),
amounts as (
    -- exact amounts add up to the same in any order
    select held.client_id, months.months_ago, coalesce(orders.order_amount, 0)::decimal(18,2) as order_amount
    from held
    cross join months
    left join rollup_client_months as orders
        on held.client_id = orders.client_id and months.month = orders.month
),
steps as (
    select
        client_id,
        months_ago,
        order_amount,
        abs(order_amount - lag(order_amount) over (partition by client_id order by months_ago desc)) as step
    from amounts
    where months_ago >= 3
),
ranges as (
    -- 2.66 times the mean step is three deviations of a month; of a mean of three months it is less by the root of three
    select
        client_id,
        avg(order_amount) as usual_amount,
        avg(order_amount) - 2.66 * avg(step) / sqrt(3.0::double) as low_amount
    from steps
    group by client_id
),
recent as (
    select client_id, avg(order_amount) as recent_amount
    from amounts
    where months_ago < 3
    group by client_id
),
pauses as (
    select
        held.client_id,
        count(*) as pause_count,
        max(days_between(purchases.previous_date, purchases.purchase_date)) as longest_pause_days
    from held
    cross join bounds
    inner join int_purchase_days as purchases on held.client_id = purchases.client_id
    where purchases.previous_date > days_after(bounds.data_until, -730)
    group by held.client_id
),
facts as (
    select
        held.client_id,
        held.employee_id,
        days_between(held.last_order_date, bounds.data_until) as silent_days,
        pauses.pause_count,
        pauses.longest_pause_days,
        ranges.usual_amount,
        ranges.low_amount,
        recent.recent_amount
    from held
    cross join bounds
    inner join ranges on held.client_id = ranges.client_id
    inner join recent on held.client_id = recent.client_id
    left join pauses on held.client_id = pauses.client_id
),
reasons as (
    select
        client_id,
        employee_id,
        'overdue_order' as reason_code,
        silent_days::integer as silent_days,
        longest_pause_days::integer as longest_pause_days,
        pause_count::integer as pause_count,
        usual_amount::decimal(18,2) as usual_amount,
        recent_amount::decimal(18,2) as recent_amount,
        cast(null as decimal(18,2)) as low_amount
    from facts
    where pause_count >= 4 and silent_days > longest_pause_days
    union all
    select
        client_id,
        employee_id,
        'below_range' as reason_code,
        silent_days::integer as silent_days,
        cast(null as integer) as longest_pause_days,
        cast(null as integer) as pause_count,
        usual_amount::decimal(18,2) as usual_amount,
        recent_amount::decimal(18,2) as recent_amount,
        low_amount::decimal(18,2) as low_amount
    from facts
    where usual_amount > 0 and recent_amount < low_amount
)
select
    reasons.client_id,
    clients.client_name,
    clients.client_phone,
    clients.tax_id,
    clients.client_size,
    clients.last_contact_date,
    reasons.employee_id,
    reasons.reason_code,
    reasons.silent_days,
    reasons.longest_pause_days,
    reasons.pause_count,
    reasons.usual_amount,
    reasons.recent_amount,
    reasons.low_amount
from reasons
inner join dim_clients as clients on reasons.client_id = clients.client_id
-- as the list is read, from its beginning
order by reasons.usual_amount desc, reasons.client_id, reasons.reason_code
