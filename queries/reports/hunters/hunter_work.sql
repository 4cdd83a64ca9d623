-- hunter_work: what each hunter did in each of thirteen months, with the part for clients past the hand-over limit.
--   Money of deals of somebody who has left has a row too, and so have calls that person promised for later days, so
--   that the rows of a month add up to all of it.
-- grain: employee_id, month
-- params:
--   month  date  first day of the last month
-- columns:
--   employee_id           varchar        id     dim_employees.employee_id
--   employee_name         varchar        text   full name
--   month                 date           month  first day of the month
--   is_in_post            boolean        flag   true when the person held the post in the month; else the row has money and promises only
--   attempt_count         integer        count  calls out and in with known clients
--   contact_count         integer        count  of these, with a person on the line
--   contact_client_count  integer        count  clients spoken with
--   late_client_count     integer        count  of these, past the limit
--   gap_count             integer        count  contact days of the month that another one with the same client came before
--   gap_days              integer        days   days between them, added up
--   money_amount          decimal(18,2)  money  money received
--   late_money_amount     decimal(18,2)  money  of this, from clients past the limit
--   open_deal_count       integer        count  deals open at the month's end for longer than clients take to fade, by the owner's days at work
--   silent_deal_count     integer        count  of these, whose client no hunter spoke with for so many of these days
--   away_silent_count     integer        count  deals silent for so long only with the days the owner was away or not in the post
--   promised_count        integer        count  calls promised for a day of the month on which the person was at work
--   kept_count            integer        count  of these, called by that day
--   away_count            integer        count  calls promised for a day of the month on which the person was away or no longer in the post
--   away_kept_count       integer        count  of these, called by that day
-- checks: unique(employee_id, month), not_null(employee_id, employee_name, month, is_in_post, attempt_count, contact_count, contact_client_count, late_client_count, gap_count, gap_days, money_amount, late_money_amount, open_deal_count, silent_deal_count, away_silent_count, promised_count, kept_count, away_count, away_kept_count)
-- personal: employee_name
-- roles: admin, director, head
-- page: hunters
-- team: employee_id
select
    work.employee_id,
    people.employee_name,
    work.month,
    work.is_in_post,
    work.attempt_count,
    work.contact_count,
    work.contact_client_count,
    work.late_client_count,
    work.gap_count,
    work.gap_days,
    work.money_amount,
    work.late_money_amount,
    work.open_deal_count,
    work.silent_deal_count,
    work.away_silent_count,
    work.promised_count,
    work.kept_count,
    work.away_count,
    work.away_kept_count
from rollup_hunter_work as work
inner join dim_employees as people on work.employee_id = people.employee_id
where work.month >= months_after($month::date, -12) and work.month <= $month::date
order by people.employee_name, work.employee_id, work.month
