-- int_post_months: days of a month on which a person held one post, of the last 25 months of data.
-- grain: employee_id, from_date
-- since: month
-- columns:
--   employee_id  varchar  id     dim_employees.employee_id
--   month        date     month  first day of the month
--   from_date    date     day    first day
--   until_date   date     day    first day no longer
--   role         varchar  code   operator, hunter, farmer, head or other
--   team_id      varchar  text   team or department
-- checks: unique(employee_id, from_date), not_null(employee_id, month, from_date, until_date, role)
select
    posts.employee_id,
    months.month,
    greatest(posts.valid_from, months.month) as from_date,
    least(posts.valid_to, months_after(months.month, 1)) as until_date,
    posts.role,
    posts.team_id
from dim_months as months
cross join dim_settings as settings
inner join dim_employee_roles as posts
    on posts.valid_from < months_after(months.month, 1) and posts.valid_to > months.month
where months.month >= months_after(settings.data_until, -24)
