-- int_employee_posts: the post and team behind an id, name or extension on a day; days without a post are kept.
-- grain: employee_key, valid_from
-- columns:
--   employee_key  varchar  text  as in int_employee_keys
--   valid_from    date     day   first day
--   valid_to      date     day   first day no longer; the year 9000 while it lasts
--   employee_id   varchar  id    dim_employees.employee_id
--   leg_code      varchar  code  part of the relay on those days; null for heads, others and days without a post
--   team_id       varchar  text  team on those days
-- checks: unique(employee_key, valid_from), not_null(employee_key, valid_from, valid_to, employee_id)
-- personal: employee_key
with gaps as (
    select
        employee_id,
        valid_to as valid_from,
        coalesce(
            lead(valid_from) over (partition by employee_id order by valid_from), date '9000-01-01'
        ) as valid_to
    from dim_employee_roles
    union all
    select employee_id, date '1900-01-01' as valid_from, min(valid_from) as valid_to
    from dim_employee_roles
    group by employee_id
    union all
    select employees.employee_id, date '1900-01-01' as valid_from, date '9000-01-01' as valid_to
    from stage.employees as employees
    left join dim_employee_roles as posts on employees.employee_id = posts.employee_id
    where posts.employee_id is null
),
posts as (
    select employee_id, valid_from, valid_to, leg_code, team_id from dim_employee_roles
    union all
    select
        employee_id,
        valid_from,
        valid_to,
        cast(null as varchar) as leg_code,
        cast(null as varchar) as team_id
    from gaps
    where valid_to > valid_from
)
select
    keys.employee_key,
    greatest(keys.valid_from, posts.valid_from) as valid_from,
    least(keys.valid_to, posts.valid_to) as valid_to,
    keys.employee_id,
    posts.leg_code,
    posts.team_id
from int_employee_keys as keys
inner join posts
    on keys.employee_id = posts.employee_id
    and keys.valid_from < posts.valid_to
    and keys.valid_to > posts.valid_from
