-- rollup_hunter_months: clients whose hand-over clock runs with one hunter at the end of a month.
-- grain: month, employee_id
-- columns:
--   month           date           month  first day of the month
--   employee_id     varchar        id     dim_employees.employee_id of the hunter
--   team_id         varchar        text   team of the hunter on the day of the last trap event
--   clock_count     integer        count  clients whose clock ran at the month's end or ended in the month
--   passed_count    integer        count  of these, passed on in the month
--   late_count      integer        count  of these, passed on in the month after the limit
--   overdue_count   integer        count  of these, still held past the limit at the month's end
--   overdue_amount  decimal(18,2)  money  money of the month from the clients held past the limit
-- checks: unique(month, employee_id), not_null(month, employee_id)
with running as (
    select
        months.month,
        months.known_until,
        clocks.client_id,
        clocks.hunter_employee_id as employee_id,
        clocks.hunter_team_id as team_id,
        clocks.trap_date,
        clocks.passed_date,
        clocks.limit_date,
        coalesce(clocks.ended_date, date '9000-01-01') as ended_date
    from fct_handover_clocks as clocks
    inner join dim_months as months
        on clocks.trap_date <= months.known_until
        and coalesce(clocks.ended_date, date '9000-01-01') >= months.month
    where clocks.hunter_employee_id is not null
)
select
    running.month,
    running.employee_id,
    value_at_latest(running.team_id, running.trap_date) as team_id,
    count(*)::integer as clock_count,
    count(*) filter (where running.passed_date <= running.known_until)::integer as passed_count,
    count(*) filter (
        where running.passed_date <= running.known_until and running.passed_date > running.limit_date
    )::integer as late_count,
    count(*) filter (
        where running.ended_date > running.known_until and running.limit_date < running.known_until
    )::integer as overdue_count,
    coalesce(sum(money.payment_amount) filter (
        where running.ended_date > running.known_until and running.limit_date < running.known_until
    ), 0)::decimal(18,2) as overdue_amount
from running
left join rollup_client_months as money
    on running.client_id = money.client_id and running.month = money.month
group by running.month, running.employee_id
