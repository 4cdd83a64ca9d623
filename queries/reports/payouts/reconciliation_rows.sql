-- reconciliation_rows: the breaks of a month between CRM, accounting and telephony, the largest sum first.
-- grain: break_code, row_id
-- params:
--   month  date  first day of the month
-- columns:
--   break_code     varchar        code   kind of break
--   row_id         varchar        id     deal, receipt or result
--   event_date     date           day    day of the win, the payment or the result
--   deal_id        varchar        id     deal that is won or named
--   client_id      varchar        id     dim_clients.client_id
--   client_name    varchar        text   company name
--   employee_id    varchar        id     dim_employees.employee_id of the deal's owner, or of who filed the result
--   employee_name  varchar        text   full name
--   amount         decimal(18,2)  money  what is not paid, or what was paid
-- checks: unique(break_code, row_id), not_null(break_code, row_id, event_date)
-- personal: client_name, employee_name
-- roles: hr, director
-- page: payouts
-- rows: 2000
select
    breaks.break_code,
    breaks.row_id,
    breaks.event_date,
    breaks.deal_id,
    breaks.client_id,
    breaks.client_name,
    breaks.employee_id,
    people.employee_name,
    breaks.amount
from rollup_reconciliation as breaks
left join dim_employees as people on breaks.employee_id = people.employee_id
where breaks.month = $month::date
order by breaks.amount desc nulls last, breaks.break_code, breaks.row_id
