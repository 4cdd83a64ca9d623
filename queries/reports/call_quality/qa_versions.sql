-- qa_versions: how the items of the checklist were fulfilled under each script version over the 24 months up to a month.
-- grain: item_code, script_version
-- params:
--   month  date  first day of the last month
-- columns:
--   item_code       varchar  code   item of the checklist
--   item_name       varchar  text   item in words
--   script_version  varchar  id     version of the script; null when unknown
--   applied_count   integer  count  conversations heard in which the item applied
--   skipped_count   integer  count  conversations heard in which it did not apply
--   score_sum       double   ratio  marks of the applied ones, each 0 to 1
--   weight_sum      double   ratio  weights of the applied ones
--   passed_weight   double   ratio  marks of the applied ones times their weights
-- checks: not_null(item_code, applied_count, skipped_count, score_sum, weight_sum, passed_weight)
-- roles: admin, director, head
-- page: call_quality
select
    heard.item_code,
    max(coalesce(heard.item_name, heard.item_code)) as item_name,
    heard.script_version,
    sum(heard.applied_count)::integer as applied_count,
    sum(heard.skipped_count)::integer as skipped_count,
    sum(heard.score_sum::decimal(18,9))::double as score_sum,
    sum(heard.weight_sum::decimal(18,6))::double as weight_sum,
    sum(heard.passed_weight::decimal(18,9))::double as passed_weight
from rollup_qa_months as heard
left join dim_script_versions as versions on heard.script_version = versions.script_version
where heard.month > months_after($month::date, -24) and heard.month <= $month::date
group by heard.item_code, heard.script_version
order by min(versions.valid_from) nulls last, heard.script_version nulls last, heard.item_code
