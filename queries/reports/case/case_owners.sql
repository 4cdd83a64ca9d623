-- case_owners: who held one client, stretch by stretch.
-- grain: valid_from
-- params:
--   team_id    varchar  null, or a team that must have held the client
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
where owners.client_id = $client_id::varchar and ($team_id::varchar is null
    or exists (
        select 1
        from fct_ownership as earlier
        inner join dim_employees as holders on earlier.owner_employee_id = holders.employee_id
        where earlier.client_id = $client_id::varchar and holders.team_id = $team_id::varchar
    ))
order by owners.valid_from
