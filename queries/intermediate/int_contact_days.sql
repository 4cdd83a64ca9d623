-- int_contact_days: calls of one hunter or farmer with one client on a day.
-- grain: contact_month, contact_date, client_id, employee_id, leg_code
-- partition: contact_month
-- columns:
--   contact_month  date     month  first day of the month
--   contact_date   date     day    company-local day
--   client_id      varchar  id     dim_clients.client_id
--   employee_id    varchar  id     dim_employees.employee_id of who called
--   leg_code       varchar  code   hunters or farmers: the post of that person on that day
--   attempt_count  integer  count  calls out and in
--   contact_count  integer  count  of these, with a person on the line
-- checks: unique(contact_month, contact_date, client_id, employee_id, leg_code), not_null(contact_month, contact_date, client_id, employee_id, leg_code)
select
    call_month as contact_month,
    call_date as contact_date,
    client_id,
    employee_id,
    leg_code,
    count(*)::integer as attempt_count,
    count(*) filter (where is_contact)::integer as contact_count
from fct_calls
where leg_code in ('hunters', 'farmers')
    and client_id is not null
    and employee_id is not null
    and direction <> 'internal'
    and call_date >= touched_from()
    and call_date < touched_until()
    and call_month in (select month from touched_months)
group by call_month, call_date, client_id, employee_id, leg_code
