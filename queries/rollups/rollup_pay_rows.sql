-- rollup_pay_rows: what every figure that pay may hang on is made of, row by row.
-- grain: employee_id, metric_code, from_date, row_id
-- partition: month
-- audiences: payroll
-- columns:
--   employee_id  varchar        id     dim_employees.employee_id
--   metric_code  varchar        code   figure of a pay plan, as pipelines/payroll/metrics.ts lists them
--   month        date           month  first day of the month
--   from_date    date           day    first day of the post in the month
--   until_date   date           day    first day no longer in the post or the month
--   row_id       varchar        id     the row, in the table that the metric names
--   row_version  varchar        text   what of the row counts: it changes when the row does
--   case_id      varchar        id     independent case the row is part of; null where the row is one
--   numerator    decimal(18,6)  ratio  what the row adds to what is counted
--   denominator  decimal(18,6)  ratio  what it adds to what that is divided by; null for counts
-- checks: unique(employee_id, metric_code, from_date, row_id), not_null(employee_id, metric_code, month, from_date, until_date, row_id, row_version, numerator)
select employee_id, metric_code, month, from_date, until_date, row_id, row_version, case_id, numerator, denominator
from int_pay_call_rows
where month >= changed_from()
union all
select employee_id, metric_code, month, from_date, until_date, row_id, row_version, case_id, numerator, denominator
from int_pay_care_rows
where month >= changed_from()
union all
select employee_id, metric_code, month, from_date, until_date, row_id, row_version, case_id, numerator, denominator
from int_pay_relay_rows
where month >= changed_from()
union all
select employee_id, metric_code, month, from_date, until_date, row_id, row_version, case_id, numerator, denominator
from int_pay_book_rows
where month >= changed_from()
union all
select employee_id, metric_code, month, from_date, until_date, row_id, row_version, case_id, numerator, denominator
from int_pay_revival_rows
where month >= changed_from()
