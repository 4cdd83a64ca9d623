-- contact_capacity: what the contact plan asks of each owner in a month, and the time these people have for it.
--   Their time is the norm of their own post, `talk_minutes_per_day_hunters` or `talk_minutes_per_day_farmers`, where the
--   company has one. The norm of operators is not theirs, and what people talk now is no limit of what they could: without
--   a norm of the post the talk of an own working day of the three months stands beside the plan and decides nothing.
-- grain: employee_id, leg_code
-- params:
--   month  date  first day of the month whose days and norm are taken; talk per contact is that of the three months to it
-- columns:
--   employee_id            varchar  id     dim_employees.employee_id of the owner
--   employee_name          varchar  text   full name
--   leg_code               varchar  code   hunters or farmers
--   client_count           integer  count  clients with a requirement
--   contact_overdue_count  integer  count  of these, with whom nobody has spoken for longer than their group allows
--   required_contacts      double   ratio  contacts a month that their groups require: days of the month / days allowed
--   talk_seconds           bigint   s      talk of that part of the relay in the three months
--   contact_count          bigint   count  contacts of that talk
--   working_day_count      integer  count  working days of the month
--   talk_norm_minutes      double   ratio  talk minutes a day by the norm of that post; null without one
--   own_talk_seconds       bigint   s      talk of the owner in that post in the three months
--   own_day_count          integer  count  working days of these months on which the owner held the post and was not away
--   is_gone                boolean  flag   true when the owner no longer works here on the last day of data
-- checks: unique(employee_id, leg_code), not_null(employee_id, employee_name, leg_code, client_count, contact_overdue_count, required_contacts, talk_seconds, contact_count, working_day_count, own_talk_seconds, own_day_count, is_gone)
-- personal: employee_name
-- roles: admin, director, head
-- page: contacts
-- team: employee_id
-- drill: contact_clients
with days as (
    select month, month_end, working_day_count
    from dim_months
    where month = $month::date
),
talks as (
    select leg_code, sum(talk_seconds) as talk_seconds, sum(contact_count) as contact_count
    from rollup_operator_months
    where month > months_after($month::date, -3)
        and month <= $month::date
        and leg_code in ('hunters', 'farmers')
    group by leg_code
),
own_talks as (
    select employee_id, leg_code, sum(talk_seconds) as talk_seconds
    from rollup_operator_months
    where month > months_after($month::date, -3) and month <= $month::date
    group by employee_id, leg_code
),
own_days as (
    select posts.employee_id, posts.leg_code, count(*) as day_count
    from dim_dates as dates
    cross join dim_settings as settings
    inner join dim_employee_roles as posts
        on dates.date_day >= posts.valid_from and dates.date_day < posts.valid_to
    left join fct_absences as absences
        on posts.employee_id = absences.employee_id and dates.date_day = absences.absence_date
    where dates.month > months_after($month::date, -3)
        and dates.month <= $month::date
        and dates.date_day <= settings.data_until
        and dates.is_working
        and absences.employee_id is null
    group by posts.employee_id, posts.leg_code
),
norms as (
    select replace(norm_id, 'talk_minutes_per_day_', '') as leg_code, low as talk_norm_minutes
    from dim_norm_months
    where month = $month::date and norm_id in ('talk_minutes_per_day_hunters', 'talk_minutes_per_day_farmers')
),
plans as (
    select
        owner_employee_id,
        owner_leg_code,
        count(*) as client_count,
        count(*) filter (where contact_state = 'overdue') as contact_overdue_count,
        sum(safe_ratio(1, contact_days)) as contacts_per_day
    from rollup_contact_plan
    group by owner_employee_id, owner_leg_code
)
select
    plans.owner_employee_id as employee_id,
    people.employee_name,
    plans.owner_leg_code as leg_code,
    plans.client_count::integer as client_count,
    plans.contact_overdue_count::integer as contact_overdue_count,
    (plans.contacts_per_day * (days_between(days.month, days.month_end) + 1))::double as required_contacts,
    coalesce(talks.talk_seconds, 0)::bigint as talk_seconds,
    coalesce(talks.contact_count, 0)::bigint as contact_count,
    days.working_day_count,
    norms.talk_norm_minutes::double as talk_norm_minutes,
    coalesce(own_talks.talk_seconds, 0)::bigint as own_talk_seconds,
    coalesce(own_days.day_count, 0)::integer as own_day_count,
    coalesce(people.left_date <= settings.data_until, false) as is_gone
from plans
inner join dim_employees as people on plans.owner_employee_id = people.employee_id
cross join days
cross join dim_settings as settings
left join talks on plans.owner_leg_code = talks.leg_code
left join own_talks
    on plans.owner_employee_id = own_talks.employee_id and plans.owner_leg_code = own_talks.leg_code
left join own_days
    on plans.owner_employee_id = own_days.employee_id and plans.owner_leg_code = own_days.leg_code
left join norms on plans.owner_leg_code = norms.leg_code
order by people.employee_name, plans.owner_employee_id, plans.owner_leg_code
