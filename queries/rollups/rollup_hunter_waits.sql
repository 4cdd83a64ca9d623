-- rollup_hunter_waits: each warm client a hunter accepted, until the first deal won after it; a client accepted by
--   several hunters has a row for each. Without a deal the wait goes on to the last day of data, or to the day the
--   client was given back; whom the hunter accepted anew was not.
-- grain: client_id, employee_id
-- columns:
--   client_id       varchar  id     dim_clients.client_id
--   employee_id     varchar  id     dim_employees.employee_id of the hunter
--   accepted_month  date     month  first day of the month of acceptance
--   accepted_date   date     day    day the hunter accepted
--   wait_days       integer  days   days from acceptance to the deal, or as long as it has been waited for
--   is_won          boolean  flag   true when a deal was won
-- checks: unique(client_id, employee_id), not_null(client_id, employee_id, accepted_date, wait_days, is_won), non_negative(wait_days)
with accepted as (
    select
        client_id,
        to_employee_id as employee_id,
        min(accepted_date) as accepted_date,
        nullif(
            value_at_latest(
                coalesce(returned_date, date '9000-01-01'), accepted_at::varchar || handover_id
            ),
            date '9000-01-01'
        ) as returned_date
    from fct_handovers
    where to_leg_code = 'hunters'
        and accepted_date is not null
        and client_id is not null
        and to_employee_id is not null
    group by client_id, to_employee_id
),
wins as (
    select accepted.client_id, accepted.employee_id, min(deals.closed_date) as won_date
    from accepted
    inner join fct_deals as deals
        on accepted.client_id = deals.client_id
        and deals.status = 'won'
        and deals.closed_date >= accepted.accepted_date
        and deals.closed_date <= coalesce(accepted.returned_date, deals.closed_date)
    group by accepted.client_id, accepted.employee_id
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
            coalesce(wins.won_date, least(accepted.returned_date, settings.data_until), settings.data_until)
        )
    )::integer as wait_days,
    (wins.won_date is not null) as is_won
from accepted
cross join dim_settings as settings
left join wins
    on accepted.client_id = wins.client_id and accepted.employee_id = wins.employee_id
where accepted.accepted_date <= settings.data_until
