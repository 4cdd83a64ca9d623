-- rollup_callback_months: calls one person promised for a month, and those that were made by the day promised.
--   Promises for days after the last day of data are left out: nobody could have kept them yet.
-- grain: month, employee_id
-- columns:
--   month           date     month  first day of the month promised for
--   employee_id     varchar  id     dim_employees.employee_id of who promised
--   promised_count  integer  count  calls promised
--   kept_count      integer  count  of these, made by the end of the day promised
-- checks: unique(month, employee_id), not_null(month, employee_id, promised_count, kept_count)
select
    promises.due_month as month,
    promises.employee_id,
    count(*)::integer as promised_count,
    count(*) filter (where promises.is_kept)::integer as kept_count
from int_callbacks as promises
cross join dim_settings as settings
where promises.due_date <= settings.data_until
group by promises.due_month, promises.employee_id
