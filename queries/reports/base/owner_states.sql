-- owner_states: the clients of each hunter and farmer, awake, fading and asleep, by purchase and by contact, on the last day of data.
-- grain: employee_id, leg_code
-- columns:
--   employee_id            varchar        id     dim_employees.employee_id of the owner
--   employee_name          varchar        text   full name
--   leg_code               varchar        code   hunters or farmers
--   client_count           integer        count  clients held
--   active_count           integer        count  awake by purchase
--   fading_count           integer        count  fading by purchase
--   dormant_count          integer        count  dormant by purchase
--   contact_active_count   integer        count  awake by contact
--   contact_fading_count   integer        count  fading by contact
--   contact_dormant_count  integer        count  dormant by contact
--   order_amount           decimal(18,2)  money  orders less returns of the twelve months
-- checks: unique(employee_id, leg_code), not_null(employee_id, employee_name, leg_code, client_count, active_count, fading_count, dormant_count, contact_active_count, contact_fading_count, contact_dormant_count, order_amount)
-- personal: employee_name
-- roles: admin, director, head
-- page: base
-- team: employee_id
select
    books.owner_employee_id as employee_id,
    people.employee_name,
    books.owner_leg_code as leg_code,
    books.client_count,
    books.active_count,
    books.fading_count,
    books.dormant_count,
    books.contact_active_count,
    books.contact_fading_count,
    books.contact_dormant_count,
    books.order_amount
from rollup_owner_books as books
inner join dim_employees as people on books.owner_employee_id = people.employee_id
order by books.owner_leg_code, books.client_count desc, people.employee_name, books.owner_employee_id
