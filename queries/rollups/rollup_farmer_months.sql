-- rollup_farmer_months: a farmer's book as it was a year ago, over three months, against the same months then.
--   The deviation is that of the sum of the clients' changes if each client were as likely to rise as to fall.
-- grain: month, employee_id
-- columns:
--   month             date           month  first day of the last of the three months
--   employee_id       varchar        id     dim_employees.employee_id of who held the clients a year before
--   client_count      integer        count  clients that bought in the months a year ago
--   base_amount       decimal(18,2)  money  their orders then
--   now_amount        decimal(18,2)  money  their orders now
--   change_deviation  double         ratio  one standard deviation of the change by chance
--   lost_count        integer        count  of the clients, those that bought nothing now
--   lost_amount       decimal(18,2)  money  what these bought then, and returned now
--   down_count        integer        count  of the clients, those that buy less now
--   down_amount       decimal(18,2)  money  how much less
--   up_count          integer        count  of the clients, those that buy more now
--   up_amount         decimal(18,2)  money  how much more
-- checks: unique(month, employee_id), not_null(month, employee_id)
with clients as (
    select
        months.month,
        changes.owner_employee_id as employee_id,
        changes.client_id,
        -- exact amounts, and squares with room for them, add up to the same in any order
        sum(changes.base_amount)::decimal(38,2) as base_amount,
        sum(changes.now_amount)::decimal(38,2) as now_amount
    from dim_months as months
    inner join int_book_changes as changes
        on changes.month > months_after(months.month, -3) and changes.month <= months.month
    where changes.owner_employee_id is not null
    group by months.month, changes.owner_employee_id, changes.client_id
)
select
    month,
    employee_id,
    count(*)::integer as client_count,
    sum(base_amount)::decimal(18,2) as base_amount,
    sum(now_amount)::decimal(18,2) as now_amount,
    sqrt(sum(
        (clients.now_amount - clients.base_amount) * (clients.now_amount - clients.base_amount)
    )::double)::double as change_deviation,
    (count(*) filter (where clients.now_amount <= 0))::integer as lost_count,
    coalesce(sum(clients.base_amount - clients.now_amount) filter (where clients.now_amount <= 0), 0)::decimal(18,2) as lost_amount,
    (count(*) filter (where clients.now_amount > 0 and clients.now_amount < clients.base_amount))::integer as down_count,
    coalesce(
        sum(clients.base_amount - clients.now_amount) filter (where clients.now_amount > 0 and clients.now_amount < clients.base_amount), 0
    )::decimal(18,2) as down_amount,
    (count(*) filter (where clients.now_amount > clients.base_amount))::integer as up_count,
    coalesce(sum(clients.now_amount - clients.base_amount) filter (where clients.now_amount > clients.base_amount), 0)::decimal(18,2) as up_amount
from clients
where base_amount > 0
group by month, employee_id
