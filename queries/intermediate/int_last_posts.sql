-- int_last_posts: the last post of a person who holds none any more: orders and money that still come in that name are of this post.
-- grain: employee_id
-- columns:
--   employee_id  varchar  id    dim_employees.employee_id
--   leg_code     varchar  code  part of the relay the person worked in last; null for other posts
--   left_date    date     day   first day without a post
-- checks: unique(employee_id), not_null(employee_id, left_date)
with last_posts as (
    select employee_id, leg_code, valid_to
    from dim_employee_roles
    qualify row_number() over (partition by employee_id order by valid_from desc) = 1
)
select employee_id, leg_code, valid_to as left_date
from last_posts
where valid_to < date '9000-01-01'
