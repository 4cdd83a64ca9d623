-- rollup_refusal_coding: refusals an operator filed in a month, and those whose reason tells nothing.
-- grain: result_month, employee_id
-- partition: result_month
-- columns:
--   result_month   date     month  first day of the month
--   employee_id    varchar  id     dim_employees.employee_id of who filed them
--   refusal_count  integer  count  refusals filed for the call centre
--   silent_count   integer  count  of these, without a reason or for an entry that stands for others
-- checks: unique(result_month, employee_id), not_null(result_month, employee_id, refusal_count, silent_count), non_negative(silent_count)
select
    results.result_month,
    results.employee_id,
    count(*)::integer as refusal_count,
    count(*) filter (where results.refusal_reason is null or reasons.is_other)::integer as silent_count
from fct_call_results as results
left join dim_refusal_reasons as reasons on results.refusal_reason = reasons.refusal_reason
where results.result_code = 'refusal'
    and results.leg_code = 'call_centre'
    and results.employee_id is not null
    and results.result_date >= touched_from()
    and results.result_date < touched_until()
    and results.result_month in (select month from touched_months_forward)
group by results.result_month, results.employee_id
