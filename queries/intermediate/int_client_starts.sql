-- int_client_starts: the first and last days of a client with us, over all time.
-- grain: client_id
-- columns:
--   client_id                varchar  id    dim_clients.client_id
--   first_attempt_date       date     day   first call of anybody
--   first_worked_date        date     day   first call of the call centre
--   first_talked_date        date     day   first conversation of the call centre
--   first_conversation_date  date     day   first conversation of anybody
--   first_contact_date       date     day   first contact of anybody
--   last_contact_date        date     day   last contact of anybody
-- checks: unique(client_id), not_null(client_id, first_attempt_date)
select
    client_id,
    min(first_attempt_date) as first_attempt_date,
    min(months.first_attempt_date) filter (where leg_code = 'call_centre') as first_worked_date,
    min(months.first_conversation_date) filter (where leg_code = 'call_centre') as first_talked_date,
    min(first_conversation_date) as first_conversation_date,
    min(first_contact_date) as first_contact_date,
    max(last_contact_date) as last_contact_date
from int_contact_months as months
group by client_id
