-- int_pair_months: one person and one client that spoke or tried to in a month.
-- grain: contact_month, employee_id, client_id
-- partition: contact_month
-- columns:
--   contact_month            date     month  first day of the month
--   employee_id              varchar  id     dim_employees.employee_id
--   client_id                varchar  id     dim_clients.client_id
--   first_attempt_date       date     day    first call of the month
--   first_conversation_date  date     day    first conversation of the month; null without one
-- checks: unique(contact_month, employee_id, client_id), not_null(contact_month, employee_id, client_id)
select
    call_month as contact_month,
    employee_id,
    client_id,
    min(call_date) as first_attempt_date,
    min(call_date) filter (where is_conversation) as first_conversation_date
from fct_calls
where client_id is not null
    and employee_id is not null
    and direction <> 'internal'
    and call_date >= touched_from()
    and call_date < touched_until()
    and call_month in (select month from touched_months)
group by call_month, employee_id, client_id
