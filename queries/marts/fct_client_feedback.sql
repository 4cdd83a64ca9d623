-- fct_client_feedback: one answer of a client to a survey about us.
-- grain: feedback_id
-- columns:
--   feedback_id     varchar  id     identifier of the answer
--   client_id       varchar  id     dim_clients.client_id; null when the client is unknown
--   answer_date     date     day    company-local day of the answer
--   answer_month    date     month  first day of the month
--   score           double   ratio  mark given
--   score_max       double   ratio  best possible mark
--   reason          varchar  text   why, in the client's words
--   feedback_stage  varchar  text   stage of the relay asked about
--   employee_id     varchar  id     dim_employees.employee_id the answer is about
-- checks: unique(feedback_id), not_null(feedback_id, answer_date, score, score_max)
-- personal: reason
with answers as (
    select
        feedback.*,
        company_date(feedback.answered_at) as answer_date,
        name_key(feedback.employee) as employee_key
    from stage.client_feedback as feedback
    where feedback.answered_at is not null and feedback.score is not null
)
select
    answers.feedback_id,
    coalesce(answers.client_id, phones.client_id) as client_id,
    answers.answer_date,
    month_of(answers.answer_date) as answer_month,
    answers.score,
    answers.score_max,
    answers.reason,
    answers.stage as feedback_stage,
    people.employee_id
from answers
left join int_client_phones as phones on answers.client_phone = phones.phone
left join int_employee_posts as people
    on answers.employee_key = people.employee_key
    and answers.answer_date >= people.valid_from
    and answers.answer_date < people.valid_to
