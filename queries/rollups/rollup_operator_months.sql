-- rollup_operator_months: work of one person in one post and team over a month.
-- grain: month, employee_id, leg_code, team_id
-- partition: month
-- columns:
--   month                   date     month  first day of the month
--   employee_id             varchar  id     dim_employees.employee_id
--   leg_code                varchar  code   part of the relay
--   team_id                 varchar  text   team or department
--   worked_day_count        integer  count  days with a call
--   attempt_count           integer  count  calls out and in
--   contact_count           integer  count  of these, with a person on the line
--   conversation_count      integer  count  of these, long enough to be a conversation
--   brief_count             integer  count  conversations less than 15 seconds over the threshold
--   recorded_count          integer  count  conversations with a recording
--   talk_seconds            integer  s      time spent talking
--   talk_deviation  double   ratio  standard deviation of talk over the days worked
--   company_count           integer  count  clients called
--   conversation_client_count integer count clients with a conversation
--   new_company_count       integer  count  of the clients called, those this person had not called in any earlier month
--   carried_over_count      integer  count  of the clients called, those this person had called in an earlier month
--   goal_count              integer  count  primary goals filed
--   goal_client_count       integer  count  clients with a primary goal
--   useful_count            integer  count  conversations with a primary or secondary goal
--   secondary_count         integer  count  secondary goals
--   refusal_count           integer  count  refusals filed
--   callback_count          integer  count  promised calls
--   screened_out_count      integer  count  clients screened out
--   decision_maker_count    integer  count  outcomes with the person who decides
--   decision_known_count    integer  count  outcomes that say whether that person was on the line
-- checks: unique(month, employee_id, leg_code, team_id), not_null(month, employee_id)
with days as (
    select
        call_month as month,
        employee_id,
        coalesce(leg_code, '') as leg_code,
        coalesce(team_id, '') as team_id,
        count(*) filter (where worked.attempt_count > 0) as worked_day_count,
        sum(attempt_count) as attempt_count,
        sum(contact_count) as contact_count,
        sum(conversation_count) as conversation_count,
        sum(brief_count) as brief_count,
        sum(recorded_count) as recorded_count,
        sum(talk_seconds) as talk_seconds,
        -- whole seconds add up exactly, so that the same days give the same figure in any order
        count(*) filter (where worked.attempt_count > 0)::double as talk_days,
        sum(worked.talk_seconds::bigint) filter (where worked.attempt_count > 0)::double as talk_sum,
        sum(worked.talk_seconds::bigint * worked.talk_seconds) filter (
            where worked.attempt_count > 0
        )::double as talk_square_sum,
        sum(goal_count) as goal_count,
        sum(secondary_count) as secondary_count,
        sum(refusal_count) as refusal_count,
        sum(callback_count) as callback_count,
        sum(screened_out_count) as screened_out_count
    from rollup_operator_days as worked
    where call_date >= touched_from()
        and call_date < touched_until()
        and call_month in (select month from touched_months_forward)
    group by call_month, employee_id, coalesce(leg_code, ''), coalesce(team_id, '')
),
pairs as (
    -- only the history of the clients in hand, so that one more day stays cheap after many years
    select employee_id, client_id, min(contact_month) as first_month
    from int_pair_months
    where client_id in (
        select client_id
        from int_pair_months
        where contact_month >= touched_from() and contact_month < touched_until()
    )
    group by employee_id, client_id
),
companies as (
    -- a client counts for the post held on the day of the month's first call
    select
        contacts.contact_month as month,
        contacts.employee_id,
        coalesce(posts.leg_code, '') as leg_code,
        coalesce(posts.team_id, '') as team_id,
        count(*) as company_count,
        count(contacts.first_conversation_date) as conversation_client_count,
        count(*) filter (where pairs.first_month = contacts.contact_month) as new_company_count,
        count(*) filter (where pairs.first_month < contacts.contact_month) as carried_over_count
    from int_pair_months as contacts
    inner join pairs
        on contacts.client_id = pairs.client_id and contacts.employee_id = pairs.employee_id
    left join dim_employee_roles as posts
        on contacts.employee_id = posts.employee_id
        and contacts.first_attempt_date >= posts.valid_from
        and contacts.first_attempt_date < posts.valid_to
    where contacts.contact_month >= touched_from()
        and contacts.contact_month < touched_until()
        and contacts.contact_month in (select month from touched_months_forward)
    group by
        contacts.contact_month,
        contacts.employee_id,
        coalesce(posts.leg_code, ''),
        coalesce(posts.team_id, '')
),
goals as (
    select
        result_month as month,
        employee_id,
        coalesce(leg_code, '') as leg_code,
        coalesce(team_id, '') as team_id,
        count(client_id) filter (where goal_count > 0) as goal_client_count,
        sum(useful_count) as useful_count,
        sum(decision_maker_count) as decision_maker_count,
        sum(decision_known_count) as decision_known_count
    from int_result_months
    where employee_id is not null and result_month in (select month from touched_months_forward)
    group by result_month, employee_id, coalesce(leg_code, ''), coalesce(team_id, '')
)
select
    days.month,
    days.employee_id,
    nullif(days.leg_code, '') as leg_code,
    nullif(days.team_id, '') as team_id,
    days.worked_day_count::integer as worked_day_count,
    days.attempt_count::integer as attempt_count,
    days.contact_count::integer as contact_count,
    days.conversation_count::integer as conversation_count,
    days.brief_count::integer as brief_count,
    days.recorded_count::integer as recorded_count,
    days.talk_seconds::integer as talk_seconds,
    case
        when days.talk_days > 1 then sqrt(
            greatest(days.talk_days * days.talk_square_sum - days.talk_sum * days.talk_sum, 0.0)
            / (days.talk_days * (days.talk_days - 1))
        )
    end as talk_deviation,
    coalesce(companies.company_count, 0)::integer as company_count,
    coalesce(companies.conversation_client_count, 0)::integer as conversation_client_count,
    coalesce(companies.new_company_count, 0)::integer as new_company_count,
    coalesce(companies.carried_over_count, 0)::integer as carried_over_count,
    days.goal_count::integer as goal_count,
    coalesce(goals.goal_client_count, 0)::integer as goal_client_count,
    coalesce(goals.useful_count, 0)::integer as useful_count,
    days.secondary_count::integer as secondary_count,
    days.refusal_count::integer as refusal_count,
    days.callback_count::integer as callback_count,
    days.screened_out_count::integer as screened_out_count,
    coalesce(goals.decision_maker_count, 0)::integer as decision_maker_count,
    coalesce(goals.decision_known_count, 0)::integer as decision_known_count
from days
left join companies
    on days.month = companies.month
    and days.employee_id = companies.employee_id
    and days.leg_code = companies.leg_code
    and days.team_id = companies.team_id
left join goals
    on days.month = goals.month
    and days.employee_id = goals.employee_id
    and days.leg_code = goals.leg_code
    and days.team_id = goals.team_id
