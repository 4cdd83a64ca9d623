-- int_contact_limits: a client whose group asks for regular contact, with the longest silence that it allows.
-- grain: client_id
-- columns:
--   client_id     varchar  id    dim_clients.client_id
--   contact_days  integer  days  longest silence that the company allows
-- checks: unique(client_id), not_null(client_id, contact_days)
select clients.client_id, plan.contact_days
from dim_clients as clients
inner join dim_contact_groups as plan on trim(clients.client_group) = plan.client_group
