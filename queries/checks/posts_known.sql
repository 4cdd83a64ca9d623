-- posts_known: people with calls on days without a post; their calls belong to no part of the relay.
-- ru: у людей есть звонки в дни, когда у них нет должности; эти звонки не относятся ни к одной части эстафеты.
-- severity: warn
select days.employee_id, min(days.call_date) as first_date, max(days.call_date) as last_date
from rollup_operator_days as days
left join dim_employee_roles as posts
    on days.employee_id = posts.employee_id
    and days.call_date >= posts.valid_from
    and days.call_date < posts.valid_to
where posts.employee_id is null
group by days.employee_id
