-- relay_trends: the six measures of the relay over 24 months.
-- grain: month, measure_code
-- params:
--   month  date  first day of the last month shown
-- columns:
--   month               date           month  first day of the month
--   measure_code        varchar        code   results, result_rate, deals, new_money, farmer_volume or revived_money
--   numerator_count     integer        count  counted part; null for a measure of money
--   denominator_count   integer        count  of how many; null for a plain count
--   numerator_amount    decimal(18,2)  money  money; null for a measure of clients
--   denominator_amount  decimal(18,2)  money  of how much; null for a plain sum
-- checks: not_null(month, measure_code)
-- roles: admin, director, head
-- page: relay
select
    month,
    measure_code,
    numerator_count,
    denominator_count,
    numerator_amount,
    denominator_amount
from rollup_trend_months
where month > months_after($month::date, -24) and month <= $month::date
order by measure_code, month
