-- rollup_hunter_waits: each warm client a hunter accepted, until the first deal won while the client was his; a client accepted
--   by several hunters has a row for each. A deal counts for who accepted the client last by then, so once. Without a deal the
--   wait goes on to the last day of data, or to the day the client was given back or another hunter accepted him; whom the
--   hunter accepted anew was neither given back nor lost to another.
-- grain: client_id, employee_id
-- columns:
--   client_id       varchar  id     dim_clients.client_id
--   employee_id     varchar  id     dim_employees.employee_id of the hunter
--   accepted_month  date     month  first day of the month of acceptance
--   accepted_date   date     day    day the hunter accepted
--   wait_days       integer  days   days from acceptance to the deal, or as long as it has been waited for
--   is_won          boolean  flag   true when a deal was won
-- checks: unique(client_id, employee_id), not_null(client_id, employee_id, accepted_date, wait_days, is_won), non_negative(wait_days)
with takings as (
    select
        client_id,
        to_employee_id as employee_id,
        accepted_date,
        returned_date,
        accepted_at::varchar || handover_id as taking_key,
        lead(accepted_date) over (
            partition by client_id order by accepted_at::varchar || handover_id
        ) as next_date
    from fct_handovers
    where to_leg_code = 'hunters'
        and accepted_date is not null
        and client_id is not null
        and to_employee_id is not null
),
accepted as (
    select
        client_id,
        employee_id,
        min(accepted_date) as accepted_date,
        nullif(
            value_at_latest(coalesce(returned_date, date '9000-01-01'), taking_key), date '9000-01-01'
        ) as returned_date,
        nullif(
            value_at_latest(coalesce(next_date, date '9000-01-01'), taking_key), date '9000-01-01'
        ) as taken_date
    from takings
    group by client_id, employee_id
),
wins as (
    select takings.client_id, takings.employee_id, min(deals.closed_date) as won_date
    from takings
    inner join accepted
        on takings.client_id = accepted.client_id and takings.employee_id = accepted.employee_id
    inner join fct_deals as deals
        on takings.client_id = deals.client_id
        and deals.status = 'won'
        and deals.closed_date >= takings.accepted_date
        and deals.closed_date < coalesce(takings.next_date, date '9000-01-01')
        and deals.closed_date <= coalesce(accepted.returned_date, deals.closed_date)
    group by takings.client_id, takings.employee_id
)
select
    accepted.client_id,
    accepted.employee_id,
    month_of(accepted.accepted_date) as accepted_month,
    accepted.accepted_date,
    greatest(
        0,
        date_diff(
            'day',
            accepted.accepted_date,
            coalesce(
                wins.won_date,
                least(accepted.returned_date, accepted.taken_date, settings.data_until),
                settings.data_until
            )
        )
    )::integer as wait_days,
    (wins.won_date is not null) as is_won
from accepted
cross join dim_settings as settings
left join wins
    on accepted.client_id = wins.client_id and accepted.employee_id = wins.employee_id
where accepted.accepted_date <= settings.data_until
