-- rollup_screened_months: clients the call centre found it does not need in a month, by the reason given.
-- grain: month, screening_reason
-- columns:
--   month             date     month  first day of the month
--   screening_reason  varchar  code   dim_refusal_reasons.refusal_reason; not_given when the operator named none
--   client_count      integer  count  clients screened out; once for the reason filed first in the month
-- checks: unique(month, screening_reason), not_null(month, screening_reason, client_count)
with screened as (
    select
        result_month,
        client_id,
        value_at_earliest(coalesce(screening_reason, 'not_given'), filed_at::varchar || result_id) as screening_reason
    from fct_call_results
    where result_code = 'screened_out' and leg_code = 'call_centre' and client_id is not null
    group by result_month, client_id
)
select result_month as month, screening_reason, count(*)::integer as client_count
from screened
group by result_month, screening_reason
