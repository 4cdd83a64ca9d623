-- int_reached_days: one day on which somebody of ours called a client and reached a person.
-- grain: contact_month, client_id, reached_date
-- partition: contact_month
-- columns:
--   contact_month  date     month  first day of the month
--   client_id      varchar  id     dim_clients.client_id
--   reached_date   date     day    day of the call
-- checks: unique(contact_month, client_id, reached_date), not_null(contact_month, client_id, reached_date)
select call_month as contact_month, client_id, call_date as reached_date
from fct_calls
where client_id is not null
    and direction = 'out'
    and is_contact
    and call_date >= touched_from()
    and call_date < touched_until()
    and call_month in (select month from touched_months)
group by call_month, client_id, call_date
