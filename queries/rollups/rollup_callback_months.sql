-- rollup_callback_months: calls one person of the call centre promised for a month, and those that were made by the day promised.
--   Promises for days after the last day of data are left out: nobody could have kept them yet. Those that fell due
--   while the person was away or no longer in the call centre are not the person's and are counted apart.
-- grain: month, employee_id
-- columns:
--   month            date     month  first day of the month promised for
--   employee_id      varchar  id     dim_employees.employee_id of who promised
--   promised_count   integer  count  calls promised that fell due while the person was at work
--   kept_count       integer  count  of these, made by the end of the day promised
--   away_count       integer  count  calls promised that fell due while the person was away or no longer in the call centre
--   away_kept_count  integer  count  of these, made by the end of the day promised
-- checks: unique(month, employee_id), not_null(month, employee_id, promised_count, kept_count, away_count, away_kept_count)
select
    due_month as month,
    employee_id,
    (count(*) filter (where not is_away))::integer as promised_count,
    (count(*) filter (where is_kept and not is_away))::integer as kept_count,
    (count(*) filter (where is_away))::integer as away_count,
    (count(*) filter (where is_kept and is_away))::integer as away_kept_count
from int_due_promises
where leg_code = 'call_centre'
group by due_month, employee_id
