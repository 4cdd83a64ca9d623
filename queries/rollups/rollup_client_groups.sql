-- rollup_client_groups: groups of goods that a farmer's client bought in the twelve months to the last day of data.
-- grain: client_id, product_group
-- columns:
--   client_id      varchar        id     dim_clients.client_id
--   product_group  varchar        text   group of goods
--   employee_id    varchar        id     dim_employees.employee_id of the farmer on the last day of data
--   order_amount   decimal(18,2)  money  orders less returns, more than nothing
--   is_first       boolean        flag   true in the first of the client's rows, so that clients are counted by it
-- checks: unique(client_id, product_group), not_null(client_id, product_group, employee_id, is_first)
select
    bought.client_id,
    bought.product_group,
    clients.owner_employee_id as employee_id,
    sum(bought.order_amount)::decimal(18,2) as order_amount,
    row_number() over (partition by bought.client_id order by bought.product_group) = 1 as is_first
from int_client_groups as bought
cross join dim_settings as settings
inner join dim_clients as clients on bought.client_id = clients.client_id
where bought.order_month > months_after(settings.data_until, -12)
    and bought.order_month <= month_of(settings.data_until)
    and clients.owner_leg_code = 'farmers'
    and clients.owner_employee_id is not null
group by bought.client_id, bought.product_group, clients.owner_employee_id
having sum(bought.order_amount) > 0
