-- rollup_new_old_months: with whom one hunter or farmer worked in a month: clients that had not bought before it, and those that had.
--   A client is new in a month while it has no purchase before the month began. Orders in the name of who has left
--   belong to the last post.
-- grain: month, employee_id, leg_code
-- columns:
--   month           date           month  first day of the month
--   employee_id     varchar        id     dim_employees.employee_id
--   leg_code        varchar        code   hunters or farmers
--   new_talk_count  integer        count  new clients spoken with
--   old_talk_count  integer        count  existing clients spoken with
--   new_won_count   integer        count  deals won with new clients
--   old_won_count   integer        count  deals won with existing clients
--   new_amount      decimal(18,2)  money  orders less returns of new clients in this person's name
--   old_amount      decimal(18,2)  money  orders less returns of existing clients
-- checks: unique(month, employee_id, leg_code), not_null(month, employee_id, leg_code), accepted(leg_code, legs)
with work as (
    select
        pairs.contact_month as month,
        pairs.employee_id,
        posts.leg_code,
        pairs.client_id,
        1 as talk_count,
        0 as won_count,
        cast(0 as decimal(18,2)) as order_amount
    from int_pair_months as pairs
    inner join dim_employee_roles as posts
        on pairs.employee_id = posts.employee_id
        and pairs.first_conversation_date >= posts.valid_from
        and pairs.first_conversation_date < posts.valid_to
    where pairs.first_conversation_date is not null
    union all
    select
        closed_month as month,
        owner_employee_id as employee_id,
        owner_leg_code as leg_code,
        client_id,
        0 as talk_count,
        1 as won_count,
        cast(0 as decimal(18,2)) as order_amount
    from fct_deals
    where status = 'won' and client_id is not null and closed_month is not null
    union all
    select
        orders.order_month as month,
        orders.employee_id,
        coalesce(orders.leg_code, last_posts.leg_code) as leg_code,
        orders.client_id,
        0 as talk_count,
        0 as won_count,
        orders.order_amount
    from fct_orders as orders
    left join int_last_posts as last_posts
        on orders.employee_id = last_posts.employee_id and orders.order_date >= last_posts.left_date
    where orders.client_id is not null
)
select
    work.month,
    work.employee_id,
    work.leg_code,
    coalesce(sum(talk_count) filter (where coalesce(first_purchase_date >= month, true)), 0)::integer as new_talk_count,
    coalesce(sum(talk_count) filter (where first_purchase_date < month), 0)::integer as old_talk_count,
    coalesce(sum(won_count) filter (where coalesce(first_purchase_date >= month, true)), 0)::integer as new_won_count,
    coalesce(sum(won_count) filter (where first_purchase_date < month), 0)::integer as old_won_count,
    coalesce(sum(order_amount) filter (where coalesce(first_purchase_date >= month, true)), 0)::decimal(18,2) as new_amount,
    coalesce(sum(order_amount) filter (where first_purchase_date < month), 0)::decimal(18,2) as old_amount
from work
left join int_first_purchases as firsts on work.client_id = firsts.client_id
where work.employee_id is not null and work.leg_code in ('hunters', 'farmers')
group by work.month, work.employee_id, work.leg_code
