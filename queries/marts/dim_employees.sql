-- dim_employees: one person of the sales department with the post of the last day of data.
-- grain: employee_id
-- columns:
--   employee_id    varchar  id    personnel number or CRM user id
--   employee_name  varchar  text  full name
--   hired_date     date     day   first working day
--   left_date      date     day   first day no longer employed
--   role           varchar  code  last post held up to the last day of data
--   leg_code       varchar  code  part of the relay of that post
--   team_id        varchar  text  team of that post
-- checks: unique(employee_id), not_null(employee_id, employee_name)
-- personal: employee_name
with last_posts as (
    select employee_id, role, leg_code, team_id
    from dim_employee_roles
    cross join dim_settings as settings
    where valid_from <= settings.data_until
    qualify row_number() over (partition by employee_id order by valid_from desc) = 1
)
select
    employees.employee_id,
    employees.employee_name,
    employees.hired_on as hired_date,
    employees.left_on as left_date,
    last_posts.role,
    last_posts.leg_code,
    last_posts.team_id
from stage.employees as employees
left join last_posts on employees.employee_id = last_posts.employee_id
where employees.employee_name is not null
