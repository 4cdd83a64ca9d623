-- my_days: every day of one employee in a month, also days without a call.
-- grain: employee_id, call_date
-- params:
--   month        date     first day of the month
--   employee_id  varchar  the employee who asks; set by the server
-- columns:
--   employee_id         varchar  id     dim_employees.employee_id
--   employee_name       varchar  text   full name
--   team_id             varchar  text   team on that day
--   call_date           date     day    company-local day
--   attempt_count       integer  count  calls out and in, internal ones not
--   contact_count       integer  count  of these, with a person on the line
--   conversation_count  integer  count  of these, long enough to be a conversation
--   talk_seconds        integer  s      time spent talking
--   goal_count          integer  count  primary goals filed
--   recorded_count      integer  count  conversations with a recording
--   is_absent           boolean  flag   true on a day away: vacation, sick leave, training
--   is_working          boolean  flag   true on a working day of the calendar
--   norm_seconds        integer  s      talk the norm in force on that day asks for: none on days off and away and outside the call centre, less on shortened days
-- checks: not_null(employee_id, employee_name, call_date, attempt_count, contact_count, conversation_count, talk_seconds, goal_count, recorded_count, is_absent, is_working, norm_seconds)
-- personal: employee_name
-- roles: employee
-- page: my
-- months: 1
with people_days as (
    select
        posts.employee_id,
        posts.leg_code,
        posts.team_id,
        dates.date_day,
        dates.is_working,
        dates.norm_hours
    from dim_employee_roles as posts
    inner join dim_employees as people on posts.employee_id = people.employee_id
    cross join dim_settings as settings
    inner join dim_dates as dates
        on dates.date_day >= posts.valid_from
        and dates.date_day < posts.valid_to
        and dates.date_day < coalesce(people.left_date, date '9000-01-01')
        and dates.date_day <= settings.data_until
    where dates.month = $month::date
        and posts.employee_id = $employee_id::varchar
),
days as (
    select
        employee_id,
        call_date,
        attempt_count,
        contact_count,
        conversation_count,
        talk_seconds,
        goal_count,
        recorded_count
    from rollup_operator_days
    where call_month = $month::date
)
select
    people_days.employee_id,
    people.employee_name,
    people_days.team_id,
    people_days.date_day as call_date,
    coalesce(days.attempt_count, 0)::integer as attempt_count,
    coalesce(days.contact_count, 0)::integer as contact_count,
    coalesce(days.conversation_count, 0)::integer as conversation_count,
    coalesce(days.talk_seconds, 0)::integer as talk_seconds,
    coalesce(days.goal_count, 0)::integer as goal_count,
    coalesce(days.recorded_count, 0)::integer as recorded_count,
    absences.employee_id is not null as is_absent,
    people_days.is_working,
    case
        when not people_days.is_working or absences.employee_id is not null then 0
        -- the norm of talk is the call centre's
        when people_days.leg_code is distinct from 'call_centre' then 0
        else round(coalesce(norms.low, 0.0) * 60.0 * people_days.norm_hours / 8.0)
    end::integer as norm_seconds
from people_days
inner join dim_employees as people on people_days.employee_id = people.employee_id
left join days
    on people_days.employee_id = days.employee_id and people_days.date_day = days.call_date
left join fct_absences as absences
    on people_days.employee_id = absences.employee_id
    and people_days.date_day = absences.absence_date
left join dim_norms as norms
    on norms.norm_id = 'talk_minutes_per_day'
    and norms.valid_from <= people_days.date_day
    and coalesce(norms.valid_to, date '9000-01-01') > people_days.date_day
order by people.employee_name, people_days.employee_id, people_days.date_day
