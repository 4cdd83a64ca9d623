-- qa_items: how each operator fulfilled the items of the checklist in the conversations heard over three months.
--   Items come in the order of their names in the checklist; a cell with few conversations says little.
-- grain: item_code, employee_id
-- params:
--   month  date  first day of the last month
-- columns:
--   item_code      varchar  code   item of the checklist
--   item_name      varchar  text   item in words
--   employee_id    varchar  id     dim_employees.employee_id
--   employee_name  varchar  text   full name
--   applied_count  integer  count  conversations heard in which the item applied
--   skipped_count  integer  count  conversations heard in which it did not apply
--   score_sum      double   ratio  marks of the applied ones, each 0 to 1
--   weight_sum     double   ratio  weights of the applied ones
--   passed_weight  double   ratio  marks of the applied ones times their weights
--   failed_count   integer  count  conversations in which a critical item was not fulfilled whole
-- checks: not_null(item_code, employee_id, employee_name, applied_count, skipped_count, score_sum, weight_sum, passed_weight, failed_count)
-- personal: employee_name
-- roles: admin, director, head
-- page: call_quality
-- team: employee_id
select
    heard.item_code,
    max(coalesce(heard.item_name, heard.item_code)) as item_name,
    heard.employee_id,
    people.employee_name,
    sum(heard.applied_count)::integer as applied_count,
    sum(heard.skipped_count)::integer as skipped_count,
    sum(heard.score_sum::decimal(18,9))::double as score_sum,
    sum(heard.weight_sum::decimal(18,6))::double as weight_sum,
    sum(heard.passed_weight::decimal(18,9))::double as passed_weight,
    sum(heard.failed_count)::integer as failed_count
from rollup_qa_months as heard
inner join dim_employees as people on heard.employee_id = people.employee_id
where heard.month > months_after($month::date, -3) and heard.month <= $month::date
group by heard.item_code, heard.employee_id, people.employee_name
order by people.employee_name, heard.employee_id, heard.item_code
