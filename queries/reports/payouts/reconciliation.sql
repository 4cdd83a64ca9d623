-- reconciliation: what CRM, accounting and telephony say of a month, and where they do not agree.
-- grain: line_code
-- params:
--   month  date  first day of the month
-- columns:
--   line_code      varchar        code   won, paid or goal, or a kind of break
--   is_break       boolean        flag   true for what does not agree
--   event_count    integer        count  deals, receipts or results
--   amount         decimal(18,2)  money  their money; null for results
-- checks: unique(line_code), not_null(line_code, is_break, event_count)
-- roles: hr, director
-- page: payouts
-- drill: reconciliation_rows
with lines as (
    select side_code as line_code, false as is_break, event_count, amount
    from rollup_reconciliation_months
    where month = $month::date
    union all
    select break_code as line_code, true as is_break, count(*)::integer as event_count, sum(amount) as amount
    from rollup_reconciliation
    where month = $month::date
    group by break_code
)
select line_code, is_break, event_count, amount::decimal(18,2) as amount
from lines
order by is_break, amount desc nulls last, line_code
