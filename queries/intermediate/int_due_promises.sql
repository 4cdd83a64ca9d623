-- int_due_promises: one call promised to a client for a day that data reach: by the call centre as in int_callbacks, by
--   hunters for a later day than that of the promise, kept when a hunter called or was called after it by the end of that day.
--   A promise is that person's own when he is at work on the day it falls due: in the part of the relay in which he
--   promised it and not away. Only that day decides, whoever made the call and whenever: to count what was made while
--   he was away and leave out what was not, or the other way round, would choose by the outcome.
-- grain: result_id
-- columns:
--   result_id    varchar  id     fct_call_results.result_id of the promise
--   leg_code     varchar  code   call_centre or hunters
--   due_month    date     month  first day of the month
--   due_date     date     day    company-local day promised
--   employee_id  varchar  id     dim_employees.employee_id of who promised
--   is_kept      boolean  flag   true when the call was made by the end of the day promised
--   is_away      boolean  flag   true when that person was away on that day or no longer in that part of the relay
-- checks: unique(result_id), not_null(result_id, leg_code, due_month, due_date, employee_id, is_kept, is_away), accepted(leg_code, legs)
with hunter_promises as (
    select
        results.result_id,
        results.employee_id,
        results.client_id,
        results.result_date,
        company_date(results.callback_at) as due_date
    from fct_call_results as results
    cross join dim_settings as settings
    where results.leg_code = 'hunters'
        and results.client_id is not null
        and results.employee_id is not null
        and company_date(results.callback_at) > results.result_date
        and company_date(results.callback_at) <= settings.data_until
),
hunters_kept as (
    select distinct promises.result_id
    from hunter_promises as promises
    inner join int_contact_days as days
        on promises.client_id = days.client_id
        and days.contact_date > promises.result_date
        and days.contact_date <= promises.due_date
    where days.leg_code = 'hunters'
),
promises as (
    select
        callbacks.result_id,
        'call_centre' as leg_code,
        callbacks.due_date,
        callbacks.employee_id,
        callbacks.is_kept
    from int_callbacks as callbacks
    cross join dim_settings as settings
    where callbacks.due_date <= settings.data_until
    union all
    select
        promises.result_id,
        'hunters' as leg_code,
        promises.due_date,
        promises.employee_id,
        kept.result_id is not null as is_kept
    from hunter_promises as promises
    left join hunters_kept as kept on promises.result_id = kept.result_id
)
select
    promises.result_id,
    promises.leg_code,
    month_of(promises.due_date) as due_month,
    promises.due_date,
    promises.employee_id,
    promises.is_kept,
    posts.employee_id is null or absences.employee_id is not null as is_away
from promises
left join dim_employee_roles as posts
    on promises.employee_id = posts.employee_id
    and promises.leg_code = posts.leg_code
    and promises.due_date >= posts.valid_from
    and promises.due_date < posts.valid_to
left join fct_absences as absences
    on promises.employee_id = absences.employee_id and promises.due_date = absences.absence_date
