-- entered_clients: who made clients' cards in twelve months, and whether for an invoice, to hold the client, or for the relay.
-- grain: employee_id
-- params:
--   month  date  first day of the last of the twelve months
-- columns:
--   employee_id     varchar  id     dim_employees.employee_id
--   employee_name   varchar  text   full name
--   entered_count   integer  count  cards made whose time has run out
--   invoiced_count  integer  count  of these, with an invoice or a purchase soon after
--   claimed_count   integer  count  of the others, held by the same person
-- checks: unique(employee_id), not_null(employee_id, employee_name, entered_count, invoiced_count, claimed_count)
-- personal: employee_name
-- roles: admin, director, head
-- page: base
-- team: employee_id
select
    entered.employee_id,
    people.employee_name,
    sum(entered.entered_count)::integer as entered_count,
    sum(entered.invoiced_count)::integer as invoiced_count,
    sum(entered.claimed_count)::integer as claimed_count
from rollup_entered_months as entered
inner join dim_employees as people on entered.employee_id = people.employee_id
where entered.month > months_after($month::date, -12) and entered.month <= $month::date
group by entered.employee_id, people.employee_name
order by sum(entered.entered_count) desc, people.employee_name, entered.employee_id
