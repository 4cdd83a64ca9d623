-- group_shares: of each farmer's clients that bought in the twelve months to the last day of data, those that bought a group of goods.
-- grain: employee_id, product_group
-- columns:
--   employee_id    varchar        id     dim_employees.employee_id of the farmer
--   employee_name  varchar        text   full name
--   product_group  varchar        text   group of goods
--   group_count    integer        count  clients that bought the group
--   buyer_count    integer        count  clients that bought anything
--   order_amount   decimal(18,2)  money  their orders of the group
-- checks: unique(employee_id, product_group), not_null(employee_id, employee_name, product_group, group_count, buyer_count, order_amount)
-- personal: employee_name
-- roles: admin, director, head
-- page: farmers
-- team: employee_id
with bought as materialized (
    select
        employee_id,
        product_group,
        count(*) as group_count,
        count(*) filter (where is_first) as buyer_count,
        sum(order_amount) as order_amount
    from rollup_client_groups
    group by employee_id, product_group
),
buyers as (
    select employee_id, sum(buyer_count) as buyer_count
    from bought
    group by employee_id
),
groups as (
    select product_group from bought group by product_group
)
select
    buyers.employee_id,
    people.employee_name,
    groups.product_group,
    coalesce(bought.group_count, 0)::integer as group_count,
    buyers.buyer_count::integer as buyer_count,
    coalesce(bought.order_amount, 0)::decimal(18,2) as order_amount
from buyers
cross join groups
inner join dim_employees as people on buyers.employee_id = people.employee_id
left join bought
    on buyers.employee_id = bought.employee_id and groups.product_group = bought.product_group
order by people.employee_name, buyers.employee_id, groups.product_group
