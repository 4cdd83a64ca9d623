-- int_book_changes: what a client a farmer held a year ago buys now, against the same month of the year before.
--   The book is frozen as it was on the last day of the month a year before.
-- grain: month, client_id
-- partition: month
-- columns:
--   month              date           month  first day of the month now
--   client_id          varchar        id     dim_clients.client_id
--   owner_employee_id  varchar        id     farmer who held the client a year ago
--   team_id            varchar        text   team of that farmer
--   base_amount        decimal(18,2)  money  orders in the month a year ago
--   now_amount         decimal(18,2)  money  orders in the month
-- checks: unique(month, client_id), not_null(month, client_id)
with books as (
    select
        months.month,
        books.month as base_month,
        books.client_id,
        books.employee_id as owner_employee_id,
        books.team_id
    from dim_months as months
    inner join int_month_books as books on months_after(months.month, -12) = books.month
    where months.month >= changed_from() and books.month >= months_after(changed_from(), -12)
),
orders as (
    select client_id, month, order_amount
    from rollup_client_months
    where order_amount <> 0 and month >= months_after(changed_from(), -12)
)
select
    books.month,
    books.client_id,
    books.owner_employee_id,
    books.team_id,
    coalesce(base.order_amount, 0)::decimal(18,2) as base_amount,
    coalesce(later.order_amount, 0)::decimal(18,2) as now_amount
from books
left join orders as base
    on books.client_id = base.client_id and books.base_month = base.month
left join orders as later
    on books.client_id = later.client_id and books.month = later.month
where base.order_amount <> 0 or later.order_amount <> 0
