-- rollup_feedback_people: good answers of twelve months about one person, and what chance leaves beside the others.
--   Compared are answers on the same stage and scale only: every answer about the person is drawn from all answers about
--   people on that stage and scale, and 3.09 deviations of these draws and half an answer on either side are chance.
-- grain: month, employee_id, score_max
-- columns:
--   month         date     month  first day of the last of the twelve months
--   employee_id   varchar  id     dim_employees.employee_id the answers are about
--   score_max     double   ratio  best possible mark
--   answer_count  integer  count  answers given
--   good_count    integer  count  of these, good ones
--   alike_count   integer  count  of these, on a stage on which others have answers too
--   others_hits   double   ratio  how many of those alike would be good with the share of the others
--   chance_low    double   ratio  fewest good answers that chance leaves
--   chance_high   double   ratio  most good answers that chance leaves
-- checks: unique(month, employee_id, score_max), not_null(month, employee_id, score_max, answer_count, good_count, alike_count, others_hits, chance_low, chance_high)
with own as (
    select
        months.month,
        answers.employee_id,
        answers.score_max,
        answers.feedback_stage,
        sum(answers.answer_count)::double as answer_count,
        sum(answers.good_count)::double as good_count
    from dim_months as months
    inner join rollup_feedback_months as answers
        on answers.month > months_after(months.month, -12) and answers.month <= months.month
    where answers.employee_id <> ''
    group by months.month, answers.employee_id, answers.score_max, answers.feedback_stage
),
everybody as (
    select
        month,
        score_max,
        feedback_stage,
        sum(answer_count) as answer_count,
        sum(good_count) as good_count
    from own
    group by month, score_max, feedback_stage
),
strata as (
    select
        own.month,
        own.employee_id,
        own.score_max,
        own.answer_count,
        own.good_count,
        everybody.answer_count as all_answer_count,
        everybody.good_count as all_good_count,
        everybody.answer_count > own.answer_count as is_alike
    from own
    inner join everybody
        on own.month = everybody.month
        and own.score_max = everybody.score_max
        and own.feedback_stage = everybody.feedback_stage
),
people as (
    select
        month,
        employee_id,
        score_max,
        sum(strata.answer_count) as answer_count,
        sum(strata.good_count) as good_count,
        coalesce(sum(strata.answer_count) filter (where strata.is_alike), 0.0) as alike_count,
        round(coalesce(sum(
            strata.answer_count * safe_ratio(strata.all_good_count - strata.good_count, strata.all_answer_count - strata.answer_count)
        ) filter (where strata.is_alike), 0.0), 6) as others_hits,
        round(sum(strata.answer_count * safe_ratio(strata.all_good_count, strata.all_answer_count)), 6) as expected_hits,
        round(coalesce(
            sum(draw_variance(strata.answer_count, strata.all_answer_count, strata.all_good_count)) filter (where strata.is_alike), 0.0
        ), 6) as variance
    from strata
    group by month, employee_id, score_max
)
select
    month,
    employee_id,
    score_max,
    answer_count::integer as answer_count,
    good_count::integer as good_count,
    alike_count::integer as alike_count,
    others_hits::double as others_hits,
    case
        when alike_count = 0 then 0.0
        else round(greatest(0.0, expected_hits - 3.09 * sqrt(variance) - 0.5), 2)
    end::double as chance_low,
    case
        when alike_count = 0 then answer_count
        else round(least(answer_count, expected_hits + 3.09 * sqrt(variance) + 0.5), 2)
    end::double as chance_high
from people
