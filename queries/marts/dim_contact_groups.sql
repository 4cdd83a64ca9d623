-- dim_contact_groups: a group of clients with the days within which each of its clients must be contacted.
-- grain: client_group
-- columns:
--   client_group  varchar  text  group as the client's card names it
--   contact_days  integer  days  longest silence that the company allows
-- checks: unique(client_group), not_null(client_group, contact_days)
select client_group, contact_days
from company.contact_groups
