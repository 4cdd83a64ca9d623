-- rollup_hunter_months: clients whose hand-over clock runs with one hunter at the end of a month, and those he passed on in it.
--   A client counts for who holds him: past the limit from the hunter's own limit on, and not after he gave him away. What a
--   farmer accepts counts in the month of acceptance, late when the hunter still held the client after his limit.
-- grain: month, employee_id
-- columns:
--   month           date           month  first day of the month
--   employee_id     varchar        id     dim_employees.employee_id of the hunter
--   team_id         varchar        text   team of the hunter on the first day of the last clock
--   clock_count     integer        count  clients whose clock ran at the month's end, ended in the month, or were passed on in it
--   passed_count    integer        count  of these, passed on in the month
--   late_count      integer        count  of these, held by the hunter after the limit
--   overdue_count   integer        count  of these, still held past the limit at the month's end
--   overdue_amount  decimal(18,2)  money  money of the month from the clients held past the limit
-- checks: unique(month, employee_id), not_null(month, employee_id)
with running as (
    select
        months.month,
        clocks.client_id,
        clocks.hunter_employee_id as employee_id,
        clocks.hunter_team_id as team_id,
        clocks.started_date,
        coalesce(clocks.passed_date >= months.month and clocks.passed_date <= months.known_until, false) as is_passed,
        clocks.ended_date > clocks.own_limit_date as is_late,
        coalesce(clocks.ended_date > months.known_until, true)
        and clocks.own_limit_date < months.known_until as is_overdue
    from fct_handover_clocks as clocks
    inner join dim_months as months
        on clocks.started_date <= months.known_until
        and (
            coalesce(clocks.ended_date, date '9000-01-01') >= months.month
            or (clocks.passed_date >= months.month and clocks.passed_date <= months.known_until)
        )
    where clocks.hunter_employee_id is not null
)
select
    running.month,
    running.employee_id,
    value_at_latest(running.team_id, running.started_date::varchar || running.client_id) as team_id,
    count(distinct running.client_id)::integer as clock_count,
    count(*) filter (where running.is_passed)::integer as passed_count,
    count(*) filter (where running.is_passed and running.is_late)::integer as late_count,
    count(*) filter (where running.is_overdue)::integer as overdue_count,
    coalesce(sum(money.payment_amount) filter (where running.is_overdue), 0)::decimal(18,2) as overdue_amount
from running
left join rollup_client_months as money
    on running.client_id = money.client_id and running.month = money.month
group by running.month, running.employee_id
