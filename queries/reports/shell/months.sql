-- months: every month with data, for the month picker.
-- grain: month
-- columns:
--   month         date           month  first day of the month
--   is_complete   boolean        flag   true when data exist for the whole month
--   call_count    integer        count  calls of every direction
--   deal_count    integer        count  deals opened
--   order_amount  decimal(18,2)  money  orders less returns
-- checks: not_null(month, is_complete, call_count, deal_count, order_amount)
-- roles: admin, director, head, hr, analyst, employee
-- page: shell
select month, is_complete, call_count, deal_count, order_amount
from rollup_months
order by month
