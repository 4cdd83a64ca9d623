-- fct_orders: one line of an order or shipment; returns are negative.
-- grain: order_id, line_number
-- stored: part
-- partition: order_month
-- columns:
--   order_id           varchar        id     number of the document
--   line_number        varchar        id     line within the document
--   order_month        date           month  first day of the month
--   order_date         date           day    day of the document
--   client_id          varchar        id     dim_clients.client_id; null when the client is unknown
--   client_match_code  varchar        code   how the client was found
--   employee_id        varchar        id     dim_employees.employee_id of the person named in the document
--   leg_code           varchar        code   part of the relay that person worked in on that day
--   team_id            varchar        text   team of that person on that day
--   product_group      varchar        text   group of goods
--   product            varchar        text   goods as the source names them
--   quantity           double         ratio  units sold
--   order_amount       decimal(18,2)  money  value of the line
--   source_id          varchar        id     source the line came from
-- checks: unique(order_id, line_number), not_null(order_id, line_number, order_month, order_date, order_amount), accepted(client_match_code, clientMatchCodes)
with managers as (
    select distinct manager
    from stage.orders
    where ordered_on >= touched_from() and ordered_on < touched_until()
),
posts as (
    select
        managers.manager,
        int_employee_posts.valid_from,
        int_employee_posts.valid_to,
        int_employee_posts.employee_id,
        int_employee_posts.leg_code,
        int_employee_posts.team_id
    from managers
    inner join int_employee_posts on name_key(managers.manager) = int_employee_posts.employee_key
)
select
    orders.order_id,
    orders.line_number,
    month_of(orders.ordered_on) as order_month,
    orders.ordered_on as order_date,
    clients.client_id,
    coalesce(clients.client_match_code, 'none') as client_match_code,
    posts.employee_id,
    posts.leg_code,
    posts.team_id,
    orders.product_group,
    orders.product,
    orders.quantity,
    orders.amount as order_amount,
    orders.source_id
from stage.orders as orders
left join int_client_references as clients
    on client_reference(
        orders.client_id, orders.client_tax_id, orders.client_phone, orders.client_name
    ) = clients.client_reference
left join posts
    on orders.manager = posts.manager
    and orders.ordered_on >= posts.valid_from
    and orders.ordered_on < posts.valid_to
where orders.ordered_on >= touched_from()
    and orders.ordered_on < touched_until()
    and month_of(orders.ordered_on) in (select month from touched_months)
