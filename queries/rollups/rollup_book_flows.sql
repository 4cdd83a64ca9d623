-- rollup_book_flows: from what a farmer's clients bought a year ago to what his clients buy now, three months each.
--   A client belongs to who held him on the last day of the three months, then and now. Moved clients carry what they
--   bought then, so that farmer to farmer nothing is won or lost by moving; a client without volume then that buys now is new when
--   his first order came after those months, returned when it came before them. Only months whose year before is known from its first day on.
-- grain: month, employee_id
-- partition: month
-- columns:
--   month                   date           month  first day of the last of the three months
--   employee_id             varchar        id     dim_employees.employee_id of the farmer
--   then_amount             decimal(18,2)  money  orders a year ago of the clients held then
--   moved_in_count          integer        count  clients that came from other hands and bought then
--   moved_in_amount         decimal(18,2)  money  what they bought then
--   moved_out_count         integer        count  clients that went to other hands and bought then
--   moved_out_amount        decimal(18,2)  money  what they bought then
--   lost_count              integer        count  clients held now that bought then and buy nothing now
--   lost_amount             decimal(18,2)  money  what they bought then, and returned now
--   down_count              integer        count  clients held now that buy less, or return more than then
--   down_amount             decimal(18,2)  money  how much less
--   up_count                integer        count  clients held now that buy more, or return less than then
--   up_amount               decimal(18,2)  money  how much more
--   new_count               integer        count  clients held now whose first order came after those months
--   new_amount              decimal(18,2)  money  their orders now
--   returned_count          integer        count  clients held now that had bought before, not in those months, and buy again
--   returned_amount         decimal(18,2)  money  their orders now
--   now_amount              decimal(18,2)  money  orders now of the clients held now
--   then_buyer_count        integer        count  clients held then that bought
--   then_order_day_count    integer        count  their days with an order
--   now_buyer_count         integer        count  clients held now that buy
--   now_order_day_count     integer        count  their days with an order
-- checks: unique(month, employee_id), not_null(month, employee_id)
with known as (
    select min(month) as first_month from dim_months
),
ends as (
    select
        months.month,
        months_after(months.month, -12) as then_month,
        months_after(months.month, -14) as first_then_date,
        months_after(months.month, -11) as after_then_date
    from dim_months as months
    cross join known
    where months_after(months.month, -14) >= known.first_month and months.month >= changed_from()
),
then_books as (
    select ends.month, ends.then_month, books.client_id, books.employee_id
    from ends
    inner join int_month_books as books on ends.then_month = books.month
    where books.employee_id is not null and books.month >= months_after(changed_from(), -12)
),
now_books as (
    select ends.month, books.client_id, books.employee_id
    from ends
    inner join int_month_books as books on ends.month = books.month
    where books.employee_id is not null and books.month >= changed_from()
),
books as (
    select
        coalesce(now_books.month, then_books.month) as month,
        coalesce(now_books.client_id, then_books.client_id) as client_id,
        then_books.employee_id as then_employee_id,
        now_books.employee_id as now_employee_id
    from now_books
    full join then_books
        on now_books.month = then_books.month and now_books.client_id = then_books.client_id
),
volumes as (
    select month, client_id, order_amount, order_day_count
    from int_quarter_volumes
    where month >= months_after(changed_from(), -12)
),
clients as (
    select
        books.month,
        books.client_id,
        books.then_employee_id,
        books.now_employee_id,
        coalesce(base.order_amount, 0) as then_amount,
        coalesce(later.order_amount, 0) as now_amount,
        coalesce(base.order_day_count, 0) as then_days,
        coalesce(later.order_day_count, 0) as now_days,
        case
            when firsts.first_purchase_date < ends.first_then_date then 'returned'
            when firsts.first_purchase_date < ends.after_then_date then 'up'
            else 'new'
        end as part_without_volume
    from books
    inner join ends on books.month = ends.month
    left join volumes as base on ends.then_month = base.month and books.client_id = base.client_id
    left join volumes as later on books.month = later.month and books.client_id = later.client_id
    left join int_first_purchases as firsts on books.client_id = firsts.client_id
    where base.client_id is not null or later.client_id is not null
),
parts as (
    select
        month,
        then_employee_id as employee_id,
        case when now_employee_id is distinct from then_employee_id then 'moved_out' end as part,
        case when now_employee_id is distinct from then_employee_id then then_amount else 0 end as amount,
        then_amount,
        then_days,
        0 as now_amount,
        0 as now_days
    from clients
    where then_employee_id is not null
    union all
    select
        month,
        now_employee_id as employee_id,
        'moved_in' as part,
        then_amount as amount,
        0 as then_amount,
        0 as then_days,
        0 as now_amount,
        0 as now_days
    from clients
    where now_employee_id is not null and then_employee_id is distinct from now_employee_id
    union all
    select
        month,
        now_employee_id as employee_id,
        case
            when then_amount > 0 and now_amount <= 0 then 'lost'
            when then_amount > 0 and now_amount < then_amount then 'down'
            when then_amount > 0 then 'up'
            when now_amount > 0 then part_without_volume
            when now_amount < then_amount then 'down'
            else 'up'
        end as part,
        now_amount - then_amount as amount,
        0 as then_amount,
        0 as then_days,
        now_amount,
        now_days
    from clients
    where now_employee_id is not null
)
select
    month,
    employee_id,
    sum(parts.then_amount)::decimal(18,2) as then_amount,
    (count(*) filter (where part = 'moved_in' and amount <> 0))::integer as moved_in_count,
    coalesce(sum(amount) filter (where part = 'moved_in'), 0)::decimal(18,2) as moved_in_amount,
    (count(*) filter (where part = 'moved_out' and amount <> 0))::integer as moved_out_count,
    coalesce(sum(amount) filter (where part = 'moved_out'), 0)::decimal(18,2) as moved_out_amount,
    (count(*) filter (where part = 'lost'))::integer as lost_count,
    coalesce(-sum(amount) filter (where part = 'lost'), 0)::decimal(18,2) as lost_amount,
    (count(*) filter (where part = 'down'))::integer as down_count,
    coalesce(-sum(amount) filter (where part = 'down'), 0)::decimal(18,2) as down_amount,
    (count(*) filter (where part = 'up' and amount > 0))::integer as up_count,
    coalesce(sum(amount) filter (where part = 'up'), 0)::decimal(18,2) as up_amount,
    (count(*) filter (where part = 'new'))::integer as new_count,
    coalesce(sum(amount) filter (where part = 'new'), 0)::decimal(18,2) as new_amount,
    (count(*) filter (where part = 'returned'))::integer as returned_count,
    coalesce(sum(amount) filter (where part = 'returned'), 0)::decimal(18,2) as returned_amount,
    sum(parts.now_amount)::decimal(18,2) as now_amount,
    (count(*) filter (where parts.then_days > 0))::integer as then_buyer_count,
    sum(parts.then_days)::integer as then_order_day_count,
    (count(*) filter (where parts.now_days > 0))::integer as now_buyer_count,
    sum(parts.now_days)::integer as now_order_day_count
from parts
group by month, employee_id
