-- my_post: the post that an employee held last in a month; no row for who held none.
-- grain: employee_id
-- params:
--   month        date     first day of the month
--   employee_id  varchar  the employee who asks; set by the server
-- columns:
--   employee_id    varchar  id    dim_employees.employee_id
--   employee_name  varchar  text  full name
--   leg_code       varchar  code  part of the relay the post belongs to; null for heads and others
--   team_id        varchar  text  team or department
-- checks: unique(employee_id), not_null(employee_id, employee_name)
-- personal: employee_name
-- roles: employee
-- page: my
select
    posts.employee_id,
    people.employee_name,
    posts.leg_code,
    posts.team_id
from dim_employee_roles as posts
inner join dim_employees as people on posts.employee_id = people.employee_id
where posts.employee_id = $employee_id::varchar
    and posts.valid_from <= month_end($month::date)
    and posts.valid_to > $month::date
    and coalesce(people.left_date, date '9000-01-01') > $month::date
order by posts.valid_from desc
limit 1
