-- int_frozen_books: what a client of a farmer's book bought in three months a year ago and buys in the same months now.
--   The book is frozen as it was on the last day of the three months a year ago: one freeze for all three. Every client of it
--   that bought then or buys now: of those that bought then alone the next three months are lower by mere chance, the more
--   the more seldom clients order (regression to the mean). Only months whose year before is known from its first day on.
-- grain: month, client_id
-- partition: month
-- columns:
--   month          date           month  first day of the last of the three months
--   client_id      varchar        id     dim_clients.client_id
--   employee_id    varchar        id     farmer who held the client a year ago
--   base_amount    decimal(18,2)  money  orders in the three months a year ago
--   now_amount     decimal(18,2)  money  orders in the three months now, less what came back
--   change_degree  double         ratio  change over the sum of both, from -1 who buys nothing now to 1 who bought nothing then; 0 when neither is above nothing
-- checks: unique(month, client_id), not_null(month, client_id, employee_id, base_amount, now_amount, change_degree)
with known as (
    select min(month) as first_month from dim_months
),
books as (
    select
        months.month,
        books.month as base_month,
        books.client_id,
        books.employee_id
    from dim_months as months
    cross join known
    inner join int_month_books as books on months_after(months.month, -12) = books.month
    where books.employee_id is not null
        and months_after(months.month, -14) >= known.first_month
        and months.month >= changed_from()
        and books.month >= months_after(changed_from(), -12)
)
select
    books.month,
    books.client_id,
    books.employee_id,
    coalesce(base.order_amount, 0)::decimal(18,2) as base_amount,
    coalesce(later.order_amount, 0)::decimal(18,2) as now_amount,
    coalesce(safe_ratio(
        greatest(coalesce(later.order_amount, 0), 0) - greatest(coalesce(base.order_amount, 0), 0),
        greatest(coalesce(later.order_amount, 0), 0) + greatest(coalesce(base.order_amount, 0), 0)
    ), 0)::double as change_degree
from books
left join int_quarter_volumes as base
    on books.client_id = base.client_id and books.base_month = base.month
left join int_quarter_volumes as later
    on books.client_id = later.client_id and books.month = later.month
where base.client_id is not null or later.client_id is not null
