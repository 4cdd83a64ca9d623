-- qa_pairs: marks of reviewers who heard the same conversations, over twelve months, as coincidences.
-- grain: item_code, score, other_score
-- params:
--   month  date  first day of the last month
-- columns:
--   item_code    varchar  code   item of the checklist
--   item_name    varchar  text   item in words
--   score        double   rate   mark of one reviewer
--   other_score  double   rate   mark of another
--   pair_weight  double   ratio  pairs; a conversation weighs as many as it has marks
-- checks: not_null(item_code, score, other_score, pair_weight)
-- roles: admin, director, head
-- page: call_quality
select
    item_code,
    max(coalesce(item_name, item_code)) as item_name,
    score,
    other_score,
    sum(pair_weight::decimal(18,9))::double as pair_weight
from rollup_qa_pairs
where month > months_after($month::date, -12) and month <= $month::date
group by item_code, score, other_score
order by item_code, score, other_score
