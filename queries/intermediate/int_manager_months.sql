-- int_manager_months: hunters and farmers who were at work in a month in which calls are known, and the clients they spoke with.
--   At work is who held the post on a working day on which he was not away, or called: who calls nobody is counted with none.
-- grain: month, employee_id, leg_code, team_id
-- since: month
-- columns:
--   month                      date     month  first day of the month
--   employee_id                varchar  id     dim_employees.employee_id
--   leg_code                   varchar  code   hunters or farmers
--   team_id                    varchar  text   team or department
--   conversation_client_count  integer  count  clients with a conversation
-- checks: unique(month, employee_id, leg_code, team_id), not_null(month, employee_id, leg_code, conversation_client_count), accepted(leg_code, legs)
with calls as (
    select month, employee_id, leg_code, team_id, conversation_client_count
    from rollup_operator_months
    where worked_day_count > 0
),
known as (
    select distinct month from calls
),
people as (
    select
        dates.month,
        posts.employee_id,
        posts.leg_code,
        posts.team_id,
        0 as conversation_client_count
    from dim_employee_roles as posts
    cross join dim_settings as settings
    inner join dim_dates as dates
        on dates.date_day >= posts.valid_from
        and dates.date_day < posts.valid_to
        and dates.date_day <= settings.data_until
        and dates.is_working
    inner join known on dates.month = known.month
    left join fct_absences as absences
        on posts.employee_id = absences.employee_id and dates.date_day = absences.absence_date
    where posts.leg_code in ('hunters', 'farmers') and absences.employee_id is null
    union all
    select month, employee_id, leg_code, team_id, conversation_client_count
    from calls
    where leg_code in ('hunters', 'farmers')
)
select
    month,
    employee_id,
    leg_code,
    team_id,
    sum(conversation_client_count)::integer as conversation_client_count
from people
group by month, employee_id, leg_code, team_id
