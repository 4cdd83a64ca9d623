-- handover_shares: each hunter's clients that had to go on to a farmer in three months, and those that were late.
--   Late are those passed on after the limit and those still held past it; without the latter lateness would vanish.
--   A client counts for who holds him, and after the hunter's own limit: as many days from the day he got the client.
--   Passed on is counted in the month of acceptance, and late by the day the hunter gave the client away.
-- grain: employee_id
-- params:
--   month  date  first day of the last of the three months
-- columns:
--   employee_id     varchar        id     dim_employees.employee_id
--   employee_name   varchar        text   full name
--   passed_count    integer        count  clients passed on in the three months
--   late_count      integer        count  of these, after the limit
--   overdue_count   integer        count  clients still held past the limit at the end of the last month
--   overdue_amount  decimal(18,2)  money  money of the last month from these clients
--   due_count       integer        count  clients passed on and clients still held past the limit
--   delayed_count   integer        count  of these, late
-- checks: unique(employee_id), not_null(employee_id, employee_name, passed_count, late_count, overdue_count, overdue_amount, due_count, delayed_count)
-- personal: employee_name
-- roles: admin, director, head
-- page: hunters
-- team: employee_id
-- drill: handover_clocks
with hunters as (
    select
        employee_id,
        sum(passed_count) as passed_count,
        sum(late_count) as late_count,
        coalesce(sum(overdue_count) filter (where month = $month::date), 0) as overdue_count,
        coalesce(sum(overdue_amount) filter (where month = $month::date), 0) as overdue_amount
    from rollup_hunter_months
    where month > months_after($month::date, -3) and month <= $month::date
    group by employee_id
)
select
    hunters.employee_id,
    people.employee_name,
    hunters.passed_count::integer as passed_count,
    hunters.late_count::integer as late_count,
    hunters.overdue_count::integer as overdue_count,
    hunters.overdue_amount::decimal(18,2) as overdue_amount,
    (hunters.passed_count + hunters.overdue_count)::integer as due_count,
    (hunters.late_count + hunters.overdue_count)::integer as delayed_count
from hunters
inner join dim_employees as people on hunters.employee_id = people.employee_id
order by people.employee_name, hunters.employee_id
