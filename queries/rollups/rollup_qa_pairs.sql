-- rollup_qa_pairs: how the marks of reviewers who heard the same conversation stand to each other: Krippendorff's coincidences.
--   Each ordered pair of marks of one item of one conversation counts one over the number of its marks less one,
--   so that a conversation weighs as many as it has marks.
-- grain: month, item_code, score, other_score
-- columns:
--   month        date     month  first day of the month of listening
--   item_code    varchar  code   item of the checklist
--   item_name    varchar  text   item in words
--   score        double   rate   mark of one reviewer
--   other_score  double   rate   mark of another
--   pair_weight  double   ratio  pairs, weighed
-- checks: unique(month, item_code, score, other_score), not_null(month, item_code, score, other_score, pair_weight)
with marks as (
    -- a reviewer who filed twice counts once, with the mark of the last day
    select
        item_code,
        conversation_id,
        reviewer_employee_id,
        max(item_name) as item_name,
        min(review_date) as heard_date,
        value_at_latest(score, review_date::varchar || review_id) as score
    from fct_qa_scores
    where score is not null and conversation_id is not null and reviewer_employee_id is not null
    group by item_code, conversation_id, reviewer_employee_id
),
units as (
    select item_code, conversation_id, min(heard_date) as first_date, count(*) as mark_count
    from marks
    group by item_code, conversation_id
)
select
    month_of(units.first_date) as month,
    units.item_code,
    max(marks.item_name) as item_name,
    marks.score,
    others.score as other_score,
    sum((1.0 / (units.mark_count - 1))::decimal(18,9))::double as pair_weight
from units
inner join marks
    on units.item_code = marks.item_code and units.conversation_id = marks.conversation_id
inner join marks as others
    on marks.item_code = others.item_code
    and marks.conversation_id = others.conversation_id
    and marks.reviewer_employee_id <> others.reviewer_employee_id
where units.mark_count > 1
group by month_of(units.first_date), units.item_code, marks.score, others.score
