-- potentials: of how many clients of each hunter and farmer it is known what they could buy, and how fresh that is, on the last day of data.
-- grain: employee_id, leg_code
-- columns:
--   employee_id              varchar        id     dim_employees.employee_id of the owner
--   employee_name            varchar        text   full name
--   leg_code                 varchar        code   hunters or farmers
--   client_count             integer        count  clients held
--   potential_fresh_count    integer        count  clients with an estimate of at most 365 days
--   potential_stale_count    integer        count  clients with an older one
--   potential_stale_amount   decimal(18,2)  money  orders of these in twelve months
--   potential_none_count     integer        count  clients without an estimate
--   potential_none_amount    decimal(18,2)  money  orders of these in twelve months
--   potential_amount         decimal(18,2)  money  what clients with a fresh estimate could buy in a year
--   potential_bought_amount  decimal(18,2)  money  what they bought in twelve months
--   potential_beyond_count   integer        count  of these, clients that bought more than estimated: the estimate is wrong
-- checks: unique(employee_id, leg_code), not_null(employee_id, employee_name, leg_code, client_count, potential_fresh_count, potential_stale_count, potential_none_count, potential_stale_amount, potential_none_amount, potential_amount, potential_bought_amount, potential_beyond_count)
-- personal: employee_name
-- roles: admin, director, head
-- page: base
-- team: employee_id
select
    books.owner_employee_id as employee_id,
    people.employee_name,
    books.owner_leg_code as leg_code,
    books.client_count,
    books.potential_fresh_count,
    books.potential_stale_count,
    books.potential_stale_amount,
    books.potential_none_count,
    books.potential_none_amount,
    books.potential_amount,
    books.potential_bought_amount,
    books.potential_beyond_count
from rollup_owner_books as books
inner join dim_employees as people on books.owner_employee_id = people.employee_id
order by
    books.owner_leg_code,
    books.potential_stale_count + books.potential_none_count desc,
    people.employee_name,
    books.owner_employee_id
