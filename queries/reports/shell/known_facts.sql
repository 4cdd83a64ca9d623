-- known_facts: how much the data hold of what findings rest on, so that no page says "none" of what is not known.
-- grain: fact_code
-- columns:
--   fact_code  varchar  code   what is known
--   row_count  bigint   count  how many are known
-- checks: unique(fact_code), not_null(fact_code, row_count), accepted(fact_code, knownFacts)
-- roles: admin, director, head
-- page: shell
select 'clients' as fact_code, count(*) as row_count
from dim_clients
union all
select 'buyers', count(*)
from dim_clients
where last_order_date is not null
union all
select 'contacts', count(*)
from dim_clients
where last_contact_date is not null
union all
select 'owners', count(*)
from dim_clients
where owner_employee_id is not null and owner_leg_code in ('hunters', 'farmers')
union all
select 'contact_groups', count(*)
from dim_contact_groups
union all
select 'grouped_clients', count(*)
from dim_clients as clients
inner join dim_contact_groups as plan on trim(clients.client_group) = plan.client_group
union all
select 'warm_clients', count(*)
from rollup_warm_clients
union all
select 'deals', count(*)
from rollup_hunter_deals
union all
select 'clocks', count(*)
from rollup_hunter_months
union all
select 'operators', count(distinct employee_id)
from dim_employee_roles
where leg_code = 'call_centre'
union all
select 'recordings', coalesce(sum(recorded_count), 0)::bigint
from rollup_call_months
union all
select 'card_makers', count(*)
from dim_clients
where created_by_employee_id is not null
