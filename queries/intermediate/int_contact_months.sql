-- int_contact_months: calls of one part of the relay with one client in a month.
-- grain: contact_month, client_id, leg_code
-- partition: contact_month
-- columns:
--   contact_month            date     month  first day of the month
--   client_id                varchar  id     dim_clients.client_id
--   leg_code                 varchar  code   part of the relay; null for calls of others and of unknown people
--   attempt_count            integer  count  calls out and in
--   contact_count            integer  count  of these, with a person on the line
--   conversation_count       integer  count  of these, long enough to be a conversation
--   first_attempt_date       date     day    first call of the month
--   first_contact_date       date     day    first contact of the month
--   last_contact_date        date     day    last contact of the month
--   first_conversation_date  date     day    first conversation of the month
-- checks: unique(contact_month, client_id, leg_code), not_null(contact_month, client_id)
select
    call_month as contact_month,
    client_id,
    leg_code,
    count(*)::integer as attempt_count,
    count(*) filter (where is_contact)::integer as contact_count,
    count(*) filter (where is_conversation)::integer as conversation_count,
    min(call_date) as first_attempt_date,
    min(call_date) filter (where is_contact) as first_contact_date,
    max(call_date) filter (where is_contact) as last_contact_date,
    min(call_date) filter (where is_conversation) as first_conversation_date
from fct_calls
where client_id is not null
    and direction <> 'internal'
    and call_date >= touched_from()
    and call_date < touched_until()
    and call_month in (select month from touched_months)
group by call_month, client_id, leg_code
