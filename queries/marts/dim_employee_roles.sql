-- dim_employee_roles: one stretch of time a person held a post; an open post ends where the next begins.
-- grain: employee_id, valid_from
-- columns:
--   employee_id  varchar  id    dim_employees.employee_id
--   valid_from   date     day   first day in the post
--   valid_to     date     day   first day no longer in the post; the year 9000 while it lasts
--   role         varchar  code  operator, hunter, farmer, head or other
--   leg_code     varchar  code  part of the relay the post belongs to
--   team_id      varchar  text  team or department
-- checks: unique(employee_id, valid_from), not_null(employee_id, valid_from, valid_to), accepted(role, employeeRoles), accepted(leg_code, legs)
with periods as (
    select
        posts.employee_id,
        posts.valid_from,
        least(
            coalesce(posts.valid_to, employees.left_on, date '9000-01-01'),
            coalesce(
                lead(posts.valid_from) over (partition by posts.employee_id order by posts.valid_from),
                date '9000-01-01'
            )
        ) as valid_to,
        posts.role,
        posts.team_id
    from stage.employee_roles as posts
    left join stage.employees as employees on posts.employee_id = employees.employee_id
    where posts.role is not null
)
select
    employee_id,
    valid_from,
    valid_to,
    role,
    case role
        when 'operator' then 'call_centre'
        when 'hunter' then 'hunters'
        when 'farmer' then 'farmers'
    end as leg_code,
    team_id
from periods
where valid_to > valid_from
