-- int_pay_call_rows: what the figures of calls made that pay may hang on are made of, row by row.
-- grain: employee_id, metric_code, from_date, row_id
-- partition: month
-- columns:
--   employee_id  varchar        id     dim_employees.employee_id
--   metric_code  varchar        code   result_rate, conversations or talk_minutes_share
--   month        date           month  first day of the month
--   from_date    date           day    first day of the post in the month
--   until_date   date           day    first day no longer in the post or the month
--   row_id       varchar        id     client or day
--   row_version  varchar        text   what of the row counts: it changes when the row does
--   case_id      varchar        id     independent case the row is part of; null where the row is one
--   numerator    decimal(18,6)  ratio  what the row adds to what is counted
--   denominator  decimal(18,6)  ratio  what it adds to what that is divided by; null for counts
-- checks: unique(employee_id, metric_code, from_date, row_id), not_null(employee_id, metric_code, month, from_date, until_date, row_id, row_version, numerator)
with companies as (
    -- a client is worked in the post of the month's first call, and a result in the post of its first day
    select contact_month as month, employee_id, client_id, first_attempt_date as row_date, 0 as goal_flag, 1 as worked_flag
    from int_pair_months
    where contact_month >= changed_from()
    union all
    select result_month as month, employee_id, client_id, first_goal_date as row_date, 1 as goal_flag, 0 as worked_flag
    from int_result_months
    where result_month >= changed_from() and goal_count > 0 and leg_code = 'call_centre' and employee_id is not null and client_id is not null
)
select
    posts.employee_id,
    'result_rate' as metric_code,
    posts.month,
    posts.from_date,
    posts.until_date,
    companies.client_id as row_id,
    min(companies.row_date)::varchar || case when max(companies.goal_flag) = 1 then ' result' else '' end as row_version,
    cast(null as varchar) as case_id,
    max(companies.goal_flag)::decimal(18,6) as numerator,
    max(companies.worked_flag)::decimal(18,6) as denominator
from int_post_months as posts
inner join companies
    on posts.employee_id = companies.employee_id
    and posts.month = companies.month
    and companies.row_date >= posts.from_date
    and companies.row_date < posts.until_date
where posts.role = 'operator' and posts.month >= changed_from()
group by posts.employee_id, posts.month, posts.from_date, posts.until_date, companies.client_id
union all
select
    posts.employee_id,
    'conversations' as metric_code,
    posts.month,
    posts.from_date,
    posts.until_date,
    days.call_date::varchar as row_id,
    days.conversation_count::varchar as row_version,
    cast(null as varchar) as case_id,
    days.conversation_count::decimal(18,6) as numerator,
    cast(null as decimal(18,6)) as denominator
from int_post_months as posts
inner join rollup_operator_days as days
    on posts.employee_id = days.employee_id
    and days.call_date >= posts.from_date
    and days.call_date < posts.until_date
where days.attempt_count > 0
    and posts.role in ('operator', 'hunter', 'farmer')
    and posts.month >= changed_from()
union all
select
    posts.employee_id,
    'talk_minutes_share' as metric_code,
    posts.month,
    posts.from_date,
    posts.until_date,
    days.call_date::varchar as row_id,
    days.talk_seconds::varchar || ' s' as row_version,
    cast(null as varchar) as case_id,
    (days.talk_seconds / 60.0)::decimal(18,6) as numerator,
    case when days.attempt_count > 0 then norms.low else 0.0 end::decimal(18,6) as denominator
from int_post_months as posts
inner join rollup_operator_days as days
    on posts.employee_id = days.employee_id
    and days.call_date >= posts.from_date
    and days.call_date < posts.until_date
inner join dim_norms as norms
    on norms.norm_id = 'talk_minutes_per_day'
    and days.call_date >= norms.valid_from
    and days.call_date < coalesce(norms.valid_to, date '9000-01-01')
where posts.role = 'operator' and norms.low is not null and posts.month >= changed_from()
