-- rollup_feedback_months: answers of clients about us in a month, by what they are about.
--   On a scale to 10, good is 9 and 10 and bad is 0 to 6, as for the net promoter score; on other scales good is from
--   80 % of the best mark on and bad up to 40 %, which of five marks are the upper two and the lower two.
-- grain: month, feedback_stage, client_group, employee_id, score_max
-- columns:
--   month           date     month  first day of the month
--   feedback_stage  varchar  text   stage of the relay asked about; empty when not known
--   client_group    varchar  text   group of the client; empty when not known
--   employee_id     varchar  id     dim_employees.employee_id the answer is about; empty when not known
--   score_max       double   ratio  best possible mark
--   answer_count    integer  count  answers given
--   good_count      integer  count  of these, good ones
--   bad_count       integer  count  of these, bad ones
-- checks: unique(month, feedback_stage, client_group, employee_id, score_max), not_null(month, feedback_stage, client_group, employee_id, score_max, answer_count, good_count, bad_count)
with answers as (
    select
        feedback.answer_month as month,
        coalesce(feedback.feedback_stage, '') as feedback_stage,
        coalesce(clients.client_group, '') as client_group,
        coalesce(feedback.employee_id, '') as employee_id,
        feedback.score_max,
        case
            when feedback.score_max = 10 then feedback.score >= 9
            else feedback.score >= 0.8 * feedback.score_max
        end as is_good,
        case
            when feedback.score_max = 10 then feedback.score <= 6
            else feedback.score <= 0.4 * feedback.score_max
        end as is_bad
    from fct_client_feedback as feedback
    left join dim_clients as clients on feedback.client_id = clients.client_id
)
select
    month,
    feedback_stage,
    client_group,
    employee_id,
    score_max,
    count(*)::integer as answer_count,
    (count(*) filter (where is_good))::integer as good_count,
    (count(*) filter (where is_bad))::integer as bad_count
from answers
group by month, feedback_stage, client_group, employee_id, score_max
