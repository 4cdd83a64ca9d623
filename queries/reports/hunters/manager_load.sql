-- manager_load: clients each hunter and farmer spoke with in a month, beside the norm of the month and the clients held.
--   Everybody who held the post on a day of a month in which calls are known has a row, who spoke with nobody too. Who was
--   away on all working days and called nobody is not judged.
-- grain: leg_code, employee_id
-- params:
--   month  date  first day of the month
-- columns:
--   leg_code                   varchar  code   hunters or farmers
--   employee_id                varchar  id     dim_employees.employee_id
--   employee_name              varchar  text   full name
--   conversation_client_count  integer  count  clients with a conversation
--   held_count                 integer  count  clients held on the last day of data
--   is_away                    boolean  flag   true when the person was away on every working day in the post and called nobody
--   norm_low                   double   ratio  lower bound of the norm; null when there is none
--   norm_high                  double   ratio  upper bound of the norm; null when there is none
-- checks: unique(leg_code, employee_id), not_null(leg_code, employee_id, employee_name, conversation_client_count, held_count, is_away)
-- personal: employee_name
-- roles: admin, director, head
-- page: hunters
-- team: employee_id
with work as (
    select leg_code, employee_id, sum(conversation_client_count) as conversation_client_count
    from rollup_operator_months
    where month = $month::date and leg_code in ('hunters', 'farmers') and worked_day_count > 0
    group by leg_code, employee_id
),
at_post as (
    select
        posts.leg_code,
        posts.employee_id,
        count(*) filter (where dates.is_working and absences.employee_id is null) as day_count
    from dim_employee_roles as posts
    cross join dim_settings as settings
    inner join dim_dates as dates
        on dates.date_day >= posts.valid_from
        and dates.date_day < posts.valid_to
        and dates.date_day <= settings.data_until
    left join fct_absences as absences
        on posts.employee_id = absences.employee_id and dates.date_day = absences.absence_date
    where dates.month = $month::date
        and posts.leg_code in ('hunters', 'farmers')
        and exists (select 1 from rollup_operator_months where month = $month::date and worked_day_count > 0)
    group by posts.leg_code, posts.employee_id
),
managers as (
    select
        at_post.leg_code,
        at_post.employee_id,
        coalesce(work.conversation_client_count, 0) as conversation_client_count,
        at_post.day_count = 0 and work.employee_id is null as is_away
    from at_post
    left join work on at_post.leg_code = work.leg_code and at_post.employee_id = work.employee_id
),
norms as (
    select low, high
    from dim_norm_months
    where month = $month::date and norm_id = 'clients_per_manager'
)
select
    managers.leg_code,
    managers.employee_id,
    people.employee_name,
    managers.conversation_client_count::integer as conversation_client_count,
    coalesce(held.client_count, 0)::integer as held_count,
    managers.is_away,
    norms.low::double as norm_low,
    norms.high::double as norm_high
from managers
inner join dim_employees as people on managers.employee_id = people.employee_id
left join rollup_owner_books as held
    on managers.leg_code = held.owner_leg_code and managers.employee_id = held.owner_employee_id
left join norms on true
order by managers.leg_code, managers.conversation_client_count desc, managers.employee_id
