-- int_month_books: a client in a farmer's hands on the last known day of a month.
--   Twelve months before the first one with data are listed too, for comparisons with a year ago.
-- grain: month, client_id
-- partition: month
-- columns:
--   month        date     month  first day of the month
--   client_id    varchar  id     dim_clients.client_id
--   employee_id  varchar  id     dim_employees.employee_id of the owner; null when nobody of the list holds the client
--   team_id      varchar  text   team of that farmer
-- checks: unique(month, client_id), not_null(month, client_id)
with known as (
    select min(month) as first_month from dim_months
),
ends as (
    select month, known_until
    from dim_months
    union all
    select months_after(months.month, -12) as month, month_end(months_after(months.month, -12)) as known_until
    from dim_months as months
    cross join known
    where months.month < months_after(known.first_month, 12)
)
select
    ends.month,
    owners.client_id,
    owners.owner_employee_id as employee_id,
    owners.team_id
from ends
inner join fct_ownership as owners
    on owners.valid_from <= ends.known_until
    and owners.valid_to > ends.known_until
where owners.leg_code = 'farmers' and ends.month >= changed_from()
