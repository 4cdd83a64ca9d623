-- case_owners: who held one client, stretch by stretch.
-- grain: valid_from
-- params:
--   client_id  varchar  the client
-- columns:
--   valid_from   date     day   first day
--   valid_to     date     day   first day no longer; null while it lasts
--   owner_name   varchar  text  full name of the owner; null when unknown
--   leg_code     varchar  code  part of the relay
--   reason       varchar  text  why it changed
-- checks: not_null(valid_from)
-- personal: owner_name
-- roles: admin, director, head
-- page: case
select
    owners.valid_from,
    case when owners.valid_to < date '9000-01-01' then owners.valid_to end as valid_to,
    people.employee_name as owner_name,
    owners.leg_code,
    owners.reason
from fct_ownership as owners
left join dim_employees as people on owners.owner_employee_id = people.employee_id
where owners.client_id = $client_id::varchar
order by owners.valid_from
