-- rollup_screened_months: different clients the call centre found it does not need, by the reason given, in the twelve months that end with a month and in the month itself.
-- grain: month, screening_reason
-- partition: month
-- columns:
--   month             date     month  first day of the last month
--   screening_reason  varchar  code   dim_refusal_reasons.refusal_reason; not_given when the operator named none
--   client_count      integer  count  different clients screened out in the twelve months; once, for the reason filed first in them
--   month_count       integer  count  clients screened out in the month; once, for the reason filed first in it
-- checks: unique(month, screening_reason), not_null(month, screening_reason, client_count, month_count)
with filed as (
    select
        result_month,
        client_id,
        coalesce(screening_reason, 'not_given') as screening_reason,
        filed_at::varchar || result_id as filed_order
    from fct_call_results
    where result_code = 'screened_out'
        and leg_code = 'call_centre'
        and client_id is not null
        and result_month > months_after(changed_from(), -12)
),
years as (
    select
        months.month,
        filed.client_id,
        value_at_earliest(filed.screening_reason, filed.filed_order) as screening_reason
    from dim_months as months
    inner join filed
        on filed.result_month > months_after(months.month, -12) and filed.result_month <= months.month
    where months.month >= changed_from()
    group by months.month, filed.client_id
),
single_months as (
    select
        result_month as month,
        client_id,
        value_at_earliest(screening_reason, filed_order) as screening_reason
    from filed
    where result_month >= changed_from()
    group by result_month, client_id
),
counts as (
    select month, screening_reason, 1 as year_count, 0 as month_count
    from years
    union all
    select month, screening_reason, 0 as year_count, 1 as month_count
    from single_months
)
select
    month,
    screening_reason,
    sum(year_count)::integer as client_count,
    sum(month_count)::integer as month_count
from counts
group by month, screening_reason
