-- int_callbacks: one call the call centre promised to a client, by the day it was promised for, and whether it was made.
--   Kept: on that day somebody of the call centre called the client or was called by him, or had spoken
--   with him after the promise in the 31 days before. A promise of another person counts as kept too.
-- grain: result_id
-- partition: due_month
-- columns:
--   result_id     varchar  id     fct_call_results.result_id of the promise
--   due_month     date     month  first day of the month
--   due_date      date     day    company-local day promised
--   promise_date  date     day    company-local day of the promise
--   client_id     varchar  id     dim_clients.client_id
--   employee_id   varchar  id     dim_employees.employee_id of who promised
--   team_id       varchar  text   team of that person on the day of the promise
--   is_kept       boolean  flag   true when the call was made by the end of the day promised
-- checks: unique(result_id), not_null(result_id, due_month, due_date, client_id, employee_id, is_kept)
with promises as (
    select
        result_id,
        month_of(company_date(callback_at)) as due_month,
        company_date(callback_at) as due_date,
        result_date as promise_date,
        filed_at,
        client_id,
        employee_id,
        team_id
    from fct_call_results
    where callback_at is not null
        and leg_code = 'call_centre'
        and client_id is not null
        and employee_id is not null
        and company_date(callback_at) >= result_date
        and callback_at >= touched_from_at()
        and callback_at < touched_until_at()
        and month_of(company_date(callback_at)) in (select month from touched_months_forward)
),
kept as (
    select promises.result_id
    from promises
    inner join fct_calls as calls
        on promises.client_id = calls.client_id
        and calls.call_date <= promises.due_date
        and calls.call_date >= days_after(promises.due_date, -31)
        and calls.started_at > promises.filed_at
    where calls.leg_code = 'call_centre'
        and calls.direction <> 'internal'
        and (calls.call_date = promises.due_date or calls.is_contact)
        and calls.call_date >= days_after(touched_from(), -31)
        and calls.call_date < touched_until()
    group by promises.result_id
)
select
    promises.result_id,
    promises.due_month,
    promises.due_date,
    promises.promise_date,
    promises.client_id,
    promises.employee_id,
    promises.team_id,
    kept.result_id is not null as is_kept
from promises
left join kept on promises.result_id = kept.result_id
