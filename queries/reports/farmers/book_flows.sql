-- book_flows: from what each farmer's clients bought in three months a year ago to what his clients buy now, part by part.
-- grain: employee_id
-- params:
--   month  date  first day of the last of the three months
-- columns:
--   employee_id             varchar        id     dim_employees.employee_id
--   employee_name           varchar        text   full name
--   then_amount             decimal(18,2)  money  orders a year ago of the clients held then
--   moved_in_count          integer        count  clients that came from other hands and bought then
--   moved_in_amount         decimal(18,2)  money  what they bought then
--   moved_out_count         integer        count  clients that went to other hands and bought then
--   moved_out_amount        decimal(18,2)  money  what they bought then
--   lost_count              integer        count  clients held now that bought then and buy nothing now
--   lost_amount             decimal(18,2)  money  what they bought then, and returned now
--   down_count              integer        count  clients held now that buy less
--   down_amount             decimal(18,2)  money  how much less
--   up_count                integer        count  clients held now that buy more
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
-- checks: unique(employee_id), not_null(employee_id, employee_name, then_amount, moved_in_count, moved_in_amount, moved_out_count, moved_out_amount, lost_count, lost_amount, down_count, down_amount, up_count, up_amount, new_count, new_amount, returned_count, returned_amount, now_amount, then_buyer_count, then_order_day_count, now_buyer_count, now_order_day_count)
-- personal: employee_name
-- roles: admin, director, head
-- page: farmers
-- team: employee_id
select
    flows.employee_id,
    people.employee_name,
    flows.then_amount,
    flows.moved_in_count,
    flows.moved_in_amount,
    flows.moved_out_count,
    flows.moved_out_amount,
    flows.lost_count,
    flows.lost_amount,
    flows.down_count,
    flows.down_amount,
    flows.up_count,
    flows.up_amount,
    flows.new_count,
    flows.new_amount,
    flows.returned_count,
    flows.returned_amount,
    flows.now_amount,
    flows.then_buyer_count,
    flows.then_order_day_count,
    flows.now_buyer_count,
    flows.now_order_day_count
from rollup_book_flows as flows
inner join dim_employees as people on flows.employee_id = people.employee_id
where flows.month = $month::date
order by people.employee_name, flows.employee_id
