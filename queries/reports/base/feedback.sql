-- feedback: how clients see us: good and bad answers of twelve months, by stage, group of clients or person asked about.
-- grain: part_name, score_max
-- params:
--   team_id  varchar  of the persons only those of this team; null for everybody
--   month  date     first day of the last of the twelve months
--   by     varchar  stage, group or person
-- columns:
--   part_name     varchar  text   stage, group or full name; empty when the answer does not say
--   score_max     double   ratio  best possible mark
--   answer_count  integer  count  answers given
--   good_count    integer  count  9 and 10 of 10; on other scales from 80 % of the best mark on
--   bad_count     integer  count  0 to 6 of 10; on other scales up to 40 %
-- checks: unique(part_name, score_max), not_null(part_name, score_max, answer_count, good_count, bad_count)
-- personal: part_name
-- roles: admin, director, head
-- page: base
select
    case $by::varchar
        when 'person' then coalesce(people.employee_name, '')
        when 'group' then answers.client_group
        else answers.feedback_stage
    end as part_name,
    answers.score_max,
    sum(answers.answer_count)::integer as answer_count,
    sum(answers.good_count)::integer as good_count,
    sum(answers.bad_count)::integer as bad_count
from rollup_feedback_months as answers
left join dim_employees as people on answers.employee_id = people.employee_id
where ($by::varchar <> 'person' or $team_id::varchar is null or answers.employee_id is null or people.team_id = $team_id::varchar)
    and answers.month > months_after($month::date, -12) and answers.month <= $month::date
group by
    case $by::varchar
        when 'person' then coalesce(people.employee_name, '')
        when 'group' then answers.client_group
        else answers.feedback_stage
    end,
    answers.score_max
order by sum(answers.answer_count) desc, 1, answers.score_max
