-- feedback: how clients see us: good and bad answers of twelve months, by stage, group of clients or person asked about.
--   One scale after the other, the best first.
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
--   others_share  double   ratio  share of good answers about the others on the same stages; of persons only, null where there are none
--   chance_low    double   ratio  fewest good answers that chance leaves beside the others of the whole company; of persons only
--   chance_high   double   ratio  most good answers that chance leaves
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
    sum(answers.bad_count)::integer as bad_count,
    case
        when count(distinct judged.employee_id) = 1
            then safe_ratio(max(judged.others_hits), max(judged.alike_count))
    end::double as others_share,
    case when count(distinct judged.employee_id) = 1 then max(judged.chance_low) end::double as chance_low,
    case when count(distinct judged.employee_id) = 1 then max(judged.chance_high) end::double as chance_high
from rollup_feedback_months as answers
left join dim_employees as people on answers.employee_id = people.employee_id
left join rollup_feedback_people as judged
    on $by::varchar = 'person'
    and judged.month = $month::date
    and answers.employee_id = judged.employee_id
    and answers.score_max = judged.score_max
where ($by::varchar <> 'person' or $team_id::varchar is null or answers.employee_id is null or people.team_id = $team_id::varchar)
    and answers.month > months_after($month::date, -12) and answers.month <= $month::date
group by
    case $by::varchar
        when 'person' then coalesce(people.employee_name, '')
        when 'group' then answers.client_group
        else answers.feedback_stage
    end,
    answers.score_max
order by
    answers.score_max desc,
    safe_ratio(sum(answers.good_count), sum(answers.answer_count)) desc,
    1
