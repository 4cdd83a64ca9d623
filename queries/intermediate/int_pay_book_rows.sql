-- int_pay_book_rows: what the figures of clients kept that pay may hang on are made of, client by client.
-- grain: employee_id, metric_code, from_date, row_id
-- partition: month
-- columns:
--   employee_id  varchar        id     dim_employees.employee_id
--   metric_code  varchar        code   contacts_done_share, volume_change or net_retention
--   month        date           month  first day of the month
--   from_date    date           day    first day of the post in the month
--   until_date   date           day    first day no longer in the post or the month
--   row_id       varchar        id     the client
--   row_version  varchar        text   what of the row counts: it changes when the row does
--   case_id      varchar        id     independent case the row is part of; null where the row is one
--   numerator    decimal(18,6)  ratio  what the row adds to what is counted
--   denominator  decimal(18,6)  ratio  what it adds to what that is divided by; null for counts
-- checks: unique(employee_id, metric_code, from_date, row_id), not_null(employee_id, metric_code, month, from_date, until_date, row_id, row_version, numerator)
with farmer_months as (
    select
        posts.employee_id,
        posts.month,
        min(posts.from_date) as from_date,
        max(posts.until_date) as until_date,
        max(months.known_until) as known_until
    from int_post_months as posts
    inner join dim_months as months on posts.month = months.month
    where posts.role = 'farmer' and posts.month >= changed_from()
    group by posts.employee_id, posts.month
),
held as (
    -- the book of the month's last day, with the clients whose group asks for regular contact
    select
        farmers.employee_id,
        farmers.month,
        farmers.from_date,
        farmers.until_date,
        farmers.known_until,
        owners.client_id,
        owners.valid_from as owned_since_date,
        limits.contact_days
    from farmer_months as farmers
    inner join fct_ownership as owners
        on farmers.employee_id = owners.owner_employee_id
        and owners.valid_from <= farmers.known_until
        and owners.valid_to > farmers.known_until
    inner join int_contact_limits as limits on owners.client_id = limits.client_id
    where owners.leg_code = 'farmers'
),
contacts as (
    select held.employee_id, held.month, held.client_id, max(months.last_contact_date) as last_contact_date
    from held
    inner join rollup_client_months as months
        on held.client_id = months.client_id and months.month <= held.month
    group by held.employee_id, held.month, held.client_id
),
silences as (
    select
        held.*,
        coalesce(contacts.last_contact_date, held.owned_since_date) as known_date,
        days_between(
            coalesce(contacts.last_contact_date, held.owned_since_date), held.known_until
        ) <= held.contact_days as is_done
    from held
    left join contacts
        on held.employee_id = contacts.employee_id
        and held.month = contacts.month
        and held.client_id = contacts.client_id
),
volumes as (
    select
        farmers.employee_id,
        farmers.month,
        farmers.from_date,
        farmers.until_date,
        books.client_id,
        books.base_amount,
        books.now_amount
    from farmer_months as farmers
    inner join int_frozen_books as books
        on farmers.employee_id = books.employee_id and farmers.month = books.month
    where books.month >= changed_from()
),
volume_metrics as (
    select 'volume_change' as metric_code
    union all
    select 'net_retention' as metric_code
)
select
    employee_id,
    'contacts_done_share' as metric_code,
    month,
    from_date,
    until_date,
    client_id as row_id,
    contact_days::varchar || ' days since ' || known_date::varchar as row_version,
    cast(null as varchar) as case_id,
    case when is_done then 1 else 0 end::decimal(18,6) as numerator,
    1::decimal(18,6) as denominator
from silences
union all
select
    volumes.employee_id,
    volume_metrics.metric_code,
    volumes.month,
    volumes.from_date,
    volumes.until_date,
    volumes.client_id as row_id,
    volumes.base_amount::varchar || ' to ' || volumes.now_amount::varchar as row_version,
    cast(null as varchar) as case_id,
    volumes.now_amount::decimal(18,6) as numerator,
    volumes.base_amount::decimal(18,6) as denominator
from volumes
cross join volume_metrics
where volume_metrics.metric_code = 'volume_change' or volumes.base_amount > 0
