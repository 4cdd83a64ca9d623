-- rollup_open_callbacks: clients whom a call was promised for the last 31 days and nobody has called since.
--   A client with several such promises is here once, with the oldest.
-- grain: client_id
-- columns:
--   client_id    varchar  id    dim_clients.client_id
--   employee_id  varchar  id    dim_employees.employee_id of who promised
--   due_date     date     day   day promised
--   late_days    integer  days  days from it to the last day of data
-- checks: unique(client_id), not_null(client_id, employee_id, due_date, late_days)
with missed as (
    select
        promises.client_id,
        promises.employee_id,
        promises.due_date,
        promises.result_id,
        settings.data_until
    from int_callbacks as promises
    cross join dim_settings as settings
    where not promises.is_kept
        and promises.due_date > days_after(settings.data_until, -31)
        and promises.due_date < settings.data_until
),
later_calls as (
    select distinct missed.result_id
    from missed
    inner join fct_calls as calls
        on missed.client_id = calls.client_id and calls.call_date > missed.due_date
    cross join dim_settings as settings
    where calls.direction <> 'internal'
        and calls.call_month >= months_after(settings.data_until, -2)
)
select
    missed.client_id,
    value_at_earliest(missed.employee_id, missed.due_date::varchar || missed.result_id) as employee_id,
    min(missed.due_date) as due_date,
    days_between(min(missed.due_date), max(missed.data_until)) as late_days
from missed
left join later_calls on missed.result_id = later_calls.result_id
where later_calls.result_id is null
group by missed.client_id
