-- unplanned_groups: clients that hunters and farmers hold in groups that no contact plan knows, on the last day of data.
-- grain: client_group
-- columns:
--   client_group  varchar  text   group of the clients; empty for those without a group
--   client_count  integer  count  clients held
-- checks: unique(client_group), not_null(client_group, client_count)
-- roles: admin, director, head
-- page: contacts
select
    coalesce(trim(clients.client_group), '') as client_group,
    count(*)::integer as client_count
from dim_clients as clients
left join dim_contact_groups as plan on trim(clients.client_group) = plan.client_group
where clients.owner_employee_id is not null
    and clients.owner_leg_code in ('hunters', 'farmers')
    and plan.client_group is null
group by coalesce(trim(clients.client_group), '')
order by count(*) desc, coalesce(trim(clients.client_group), '')
