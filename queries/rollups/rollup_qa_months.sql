-- rollup_qa_months: how the items of the checklist were fulfilled by one person under one script version in a month of listening.
--   A conversation that several reviewers heard counts once, with the mean of their marks. An item that
--   did not apply is in no sum.
-- grain: month, item_code, employee_id, script_version
-- columns:
--   month             date     month  first day of the month of listening
--   item_code         varchar  code   item of the checklist
--   item_name         varchar  text   item in words
--   employee_id       varchar  id     dim_employees.employee_id; null when the person is unknown
--   script_version    varchar  id     dim_script_versions.script_version
--   applied_count     integer  count  conversations heard in which the item applied
--   skipped_count     integer  count  conversations heard in which it did not apply or was left empty
--   score_sum         double   ratio  marks of the applied ones, each 0 to 1
--   weight_sum        double   ratio  weights of the applied ones
--   passed_weight     double   ratio  marks of the applied ones times their weights
--   failed_count      integer  count  conversations in which a critical item was not fulfilled whole
-- checks: unique(month, item_code, employee_id, script_version), not_null(month, item_code, applied_count, skipped_count, score_sum)
with heard as (
    select
        month_of(min(review_date)) as month,
        item_code,
        coalesce(conversation_id, review_id) as conversation_id,
        max(item_name) as item_name,
        max(employee_id) as employee_id,
        max(script_version) as script_version,
        -- exact, so that the same marks give the same mean in any order
        sum(score::decimal(18,9))::double / nullif(count(score), 0) as score,
        max(weight) as weight,
        max(case when is_critical then 1 else 0 end) as critical_flag
    from fct_qa_scores
    group by item_code, coalesce(conversation_id, review_id)
)
select
    month,
    item_code,
    max(item_name) as item_name,
    employee_id,
    script_version,
    count(score)::integer as applied_count,
    count(*) filter (where score is null)::integer as skipped_count,
    coalesce(sum(score::decimal(18,9)), 0)::double as score_sum,
    coalesce(sum(weight::decimal(18,6)) filter (where score is not null), 0)::double as weight_sum,
    coalesce(sum((score * weight)::decimal(18,9)), 0)::double as passed_weight,
    count(*) filter (where critical_flag = 1 and score < 1)::integer as failed_count
from heard
group by month, item_code, employee_id, script_version
