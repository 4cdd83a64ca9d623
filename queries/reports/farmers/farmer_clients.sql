-- farmer_clients: how many clients farmers hold on the last day of data, and of how many the own past can say anything.
-- grain: client_count
-- columns:
--   client_count  integer  count  clients of farmers
--   buyer_count   integer  count  of these, with an order so far
--   known_count   integer  count  of these, with five days with an order or more: four pauses to compare with
-- checks: not_null(client_count, buyer_count, known_count)
-- roles: admin, director, head
-- page: farmers
-- drill: clients_to_call
select
    count(*)::integer as client_count,
    (count(*) filter (where buyers.client_id is not null))::integer as buyer_count,
    (count(*) filter (where buyers.purchase_day_count >= 5))::integer as known_count
from dim_clients as clients
left join rollup_buyers as buyers on clients.client_id = buyers.client_id
where clients.owner_leg_code = 'farmers' and clients.owner_employee_id is not null
