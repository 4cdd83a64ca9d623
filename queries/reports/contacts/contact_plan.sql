-- contact_plan: clients of each group by whether somebody spoke with them in time, on the last day of data.
-- grain: client_group
-- columns:
--   client_group           varchar  text   group of the client
--   contact_days           integer  days   longest silence that the company allows
--   client_count           integer  count  clients that hunters and farmers hold
--   contact_covered_count  integer  count  contacted in time, and not due within 7 days
--   contact_planned_count  integer  count  due or overdue, with a call promised for a later day
--   contact_due_count      integer  count  will be overdue within 7 days
--   contact_overdue_count  integer  count  silent for longer than allowed
-- checks: unique(client_group), not_null(client_group, contact_days, client_count, contact_covered_count, contact_planned_count, contact_due_count, contact_overdue_count)
-- roles: admin, director, head
-- page: contacts
-- drill: contact_clients
select
    client_group,
    contact_days,
    count(*)::integer as client_count,
    (count(*) filter (where contact_state = 'covered'))::integer as contact_covered_count,
    (count(*) filter (where contact_state = 'planned'))::integer as contact_planned_count,
    (count(*) filter (where contact_state = 'due'))::integer as contact_due_count,
    (count(*) filter (where contact_state = 'overdue'))::integer as contact_overdue_count
from rollup_contact_plan
group by client_group, contact_days
order by contact_days, client_group
