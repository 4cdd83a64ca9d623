-- fct_qa_scores: one item of the checklist marked by one reviewer for one conversation.
-- grain: review_id, item_code
-- columns:
--   review_id             varchar  id     one listened call by one reviewer
--   item_code             varchar  code   item of the checklist
--   item_name             varchar  text   item in words
--   call_id               varchar  id     fct_calls.call_id when known
--   conversation_id       varchar  id     the same for every review of one conversation: its call, else person, moment and number
--   review_date           date     day    day of listening
--   review_month          date     month  first day of the month
--   employee_id           varchar  id     dim_employees.employee_id of whose conversation it was
--   reviewer_employee_id  varchar  id     dim_employees.employee_id of who listened
--   score                 double   rate   share of the item fulfilled; null when it did not apply
--   weight                double   ratio  weight of the item, 1 when the source has none
--   is_critical           boolean  flag   true when failing the item fails the call
--   script_version        varchar  id     the source's, else the one in use on the day of the conversation
-- checks: unique(review_id, item_code), not_null(review_id, item_code, review_date)
with reviews as (
    select
        qa.*,
        coalesce(company_date(qa.called_at), qa.reviewed_on) as heard_date,
        name_key(qa.operator) as employee_key,
        name_key(qa.reviewer) as reviewer_key
    from stage.qa_reviews as qa
    where qa.reviewed_on is not null
)
select
    reviews.review_id,
    reviews.item_code,
    reviews.item_name,
    reviews.call_id,
    coalesce(
        reviews.call_id,
        coalesce(people.employee_id, reviews.employee_key) || '|' || reviews.called_at::varchar || '|' || coalesce(reviews.client_phone, '')
    ) as conversation_id,
    reviews.reviewed_on as review_date,
    month_of(reviews.reviewed_on) as review_month,
    people.employee_id,
    reviewers.employee_id as reviewer_employee_id,
    reviews.score,
    coalesce(reviews.weight, 1.0)::double as weight,
    coalesce(reviews.is_critical, false) as is_critical,
    coalesce(reviews.script_version, script_days.script_version) as script_version
from reviews
left join int_script_days as script_days on reviews.heard_date = script_days.script_date
left join int_employee_posts as people
    on reviews.employee_key = people.employee_key
    and reviews.heard_date >= people.valid_from
    and reviews.heard_date < people.valid_to
left join int_employee_posts as reviewers
    on reviews.reviewer_key = reviewers.employee_key
    and reviews.reviewed_on >= reviewers.valid_from
    and reviews.reviewed_on < reviewers.valid_to
