-- int_pay_care_rows: what the figures of promises and of reviewed calls that pay may hang on are made of, row by row.
--   A promised call that fell due while the person was away or no longer in the call centre is not the person's.
-- grain: employee_id, metric_code, from_date, row_id
-- since: month
-- columns:
--   employee_id  varchar        id     dim_employees.employee_id
--   metric_code  varchar        code   callbacks_kept_share or qa_score_share
--   month        date           month  first day of the month
--   from_date    date           day    first day of the post in the month
--   until_date   date           day    first day no longer in the post or the month
--   row_id       varchar        id     filed outcome, or review and item
--   row_version  varchar        text   what of the row counts: it changes when the row does
--   case_id      varchar        id     independent case the row is part of; null where the row is one
--   numerator    decimal(18,6)  ratio  what the row adds to what is counted
--   denominator  decimal(18,6)  ratio  what it adds to what that is divided by; null for counts
-- checks: unique(employee_id, metric_code, from_date, row_id), not_null(employee_id, metric_code, month, from_date, until_date, row_id, row_version, numerator)
with heard as (
    -- a conversation that several reviewers heard counts once, with the mean of their marks
    select
        min(review_date) as row_date,
        min(review_id) as review_id,
        item_code,
        coalesce(conversation_id, review_id) as conversation_id,
        max(employee_id) as employee_id,
        (sum(score::decimal(18,9))::double / nullif(count(score), 0)) as score,
        max(weight) as weight
    from fct_qa_scores
    group by item_code, coalesce(conversation_id, review_id)
)
select
    posts.employee_id,
    'callbacks_kept_share' as metric_code,
    posts.month,
    posts.from_date,
    posts.until_date,
    promises.result_id as row_id,
    promises.due_date::varchar || case when promises.is_kept then ' kept' else '' end as row_version,
    cast(null as varchar) as case_id,
    case when promises.is_kept then 1 else 0 end::decimal(18,6) as numerator,
    1::decimal(18,6) as denominator
from int_post_months as posts
inner join int_due_promises as promises
    on posts.employee_id = promises.employee_id
    and promises.due_date >= posts.from_date
    and promises.due_date < posts.until_date
where promises.leg_code = 'call_centre' and not promises.is_away
union all
select
    posts.employee_id,
    'qa_score_share' as metric_code,
    posts.month,
    posts.from_date,
    posts.until_date,
    heard.review_id || ' ' || heard.item_code as row_id,
    heard.score::decimal(18,6)::varchar || ' x ' || heard.weight::decimal(18,6)::varchar as row_version,
    heard.conversation_id as case_id,
    (heard.score * heard.weight)::decimal(18,6) as numerator,
    heard.weight::decimal(18,6) as denominator
from int_post_months as posts
inner join heard
    on posts.employee_id = heard.employee_id
    and heard.row_date >= posts.from_date
    and heard.row_date < posts.until_date
where heard.score is not null
