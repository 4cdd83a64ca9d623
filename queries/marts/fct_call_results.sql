-- fct_call_results: one outcome an operator filed, with the call it belongs to.
--   The call is the one named; else the last call of that person with that client or number
--   in the two hours before filing. A call is looked for up to 31 days back. An outcome without a call counts
--   for whoever filed it.
-- grain: result_id
-- stored: part
-- partition: result_month
-- columns:
--   result_id           varchar      id     identifier of the filed outcome
--   result_month        date         month  first day of the month
--   result_date         date         day    company-local day of filing
--   filed_at            timestamptz  utc    when it was filed
--   call_id             varchar      id     the call that is named, whether there is one or not, else fct_calls.call_id; null when no call fits
--   call_match_code     varchar      code   call_id: named by the source and there, near: found by person and client, none: no call of it is there
--   employee_id         varchar      id     dim_employees.employee_id of who filed it
--   leg_code            varchar      code   part of the relay that person worked in on that day
--   team_id             varchar      text   team of that person on that day
--   client_id           varchar      id     dim_clients.client_id: given, by number, or of the call
--   result_code         varchar      code   goal, secondary, refusal, callback or screened_out
--   refusal_reason      varchar      code   dim_refusal_reasons.refusal_reason; only with a refusal
--   screening_reason    varchar      code   dim_refusal_reasons.refusal_reason: why we do not need the client; only with screened_out
--   secondary_goal      varchar      code   dim_secondary_goals.secondary_goal
--   callback_at         timestamptz  utc    when the operator promised to call again
--   is_decision_maker   boolean      flag   true when the person who decides was on the line; null when the source does not say
--   script_version      varchar      id     the source's, else of the call, else the one in use that day
-- checks: unique(result_id), not_null(result_id, result_month, result_date, result_code), accepted(result_code, resultCodes), accepted(call_match_code, callMatchCodes), warn refers(refusal_reason, dim_refusal_reasons.refusal_reason), warn refers(screening_reason, dim_refusal_reasons.refusal_reason)
with results as (
    select
        filed.result_id,
        filed.call_id as given_call_id,
        filed.filed_at,
        company_date(filed.filed_at) as result_date,
        name_key(filed.operator) as employee_key,
        filed.client_phone,
        coalesce(filed.client_id, phones.client_id) as client_id,
        filed.result_code,
        filed.refusal_reason,
        filed.secondary_goal,
        filed.callback_at,
        filed.is_decision_maker,
        filed.script_version
    from stage.call_results as filed
    left join int_client_phones as phones on filed.client_phone = phones.phone
    where filed.filed_at >= touched_from_at() and filed.filed_at < touched_until_at()
),
people as (
    select
        results.*,
        month_of(results.result_date) as result_month,
        posts.employee_id,
        posts.leg_code,
        posts.team_id
    from results
    left join int_employee_posts as posts
        on results.employee_key = posts.employee_key
        and results.result_date >= posts.valid_from
        and results.result_date < posts.valid_to
    where month_of(results.result_date) in (select month from touched_months_forward)
),
near_calls as (
    select people.result_id, calls.call_id, calls.started_at
    from people
    inner join fct_calls as calls
        on people.employee_id = calls.employee_id
        and people.client_id = calls.client_id
        and calls.started_at <= people.filed_at
        and calls.started_at >= people.filed_at - interval 2 hour
        and calls.call_month <= people.result_month
    where people.given_call_id is null
        and calls.call_date >= days_after(touched_from(), -31)
        and calls.call_date < touched_until()
),
number_calls as (
    select people.result_id, people.employee_id, numbers.call_id, numbers.started_at
    from people
    inner join stage.calls as numbers
        on people.client_phone = numbers.client_phone
        and numbers.started_at <= people.filed_at
        and numbers.started_at >= people.filed_at - interval 2 hour
    where people.given_call_id is null
        and people.client_id is null
        and numbers.started_at >= touched_from_at() - interval 1 day
        and numbers.started_at < touched_until_at()
),
candidates as (
    select result_id, call_id, started_at
    from near_calls
    union all
    select number_calls.result_id, number_calls.call_id, number_calls.started_at
    from number_calls
    inner join fct_calls as calls
        on number_calls.call_id = calls.call_id and number_calls.employee_id = calls.employee_id
    where calls.call_date >= days_after(touched_from(), -31) and calls.call_date < touched_until()
),
nearest as (
    select result_id, call_id
    from candidates
    qualify row_number() over (partition by result_id order by started_at desc, call_id) = 1
),
matched as (
    select people.*, coalesce(people.given_call_id, nearest.call_id) as call_id
    from people
    left join nearest on people.result_id = nearest.result_id
),
wanted as (
    select distinct call_id from matched where call_id is not null
),
found_calls as (
    -- the calls that outcomes name, before outcomes meet them: calls are many, outcomes few
    select
        calls.call_id,
        calls.call_month,
        calls.call_date,
        calls.employee_id,
        calls.leg_code,
        calls.client_id,
        calls.script_version,
        posts.team_id
    from wanted
    inner join fct_calls as calls on wanted.call_id = calls.call_id
    left join dim_employee_roles as posts
        on calls.employee_id = posts.employee_id
        and calls.call_date >= posts.valid_from
        and calls.call_date < posts.valid_to
    where calls.call_date >= days_after(touched_from(), -31) and calls.call_date < touched_until()
)
select
    matched.result_id,
    matched.result_month,
    matched.result_date,
    matched.filed_at,
    matched.call_id,
    case
        when calls.call_id is null then 'none'
        when matched.given_call_id is not null then 'call_id'
        else 'near'
    end as call_match_code,
    coalesce(matched.employee_id, calls.employee_id) as employee_id,
    case when matched.employee_id is null then calls.leg_code else matched.leg_code end as leg_code,
    case when matched.employee_id is null then calls.team_id else matched.team_id end as team_id,
    coalesce(matched.client_id, calls.client_id) as client_id,
    matched.result_code,
    case when matched.result_code = 'refusal' then matched.refusal_reason end as refusal_reason,
    case when matched.result_code = 'screened_out' then matched.refusal_reason end as screening_reason,
    matched.secondary_goal,
    matched.callback_at,
    matched.is_decision_maker,
    coalesce(matched.script_version, calls.script_version, script_days.script_version) as script_version
from matched
left join found_calls as calls
    on matched.call_id = calls.call_id
    and calls.call_month <= matched.result_month
    and calls.call_date >= days_after(matched.result_date, -31)
left join int_script_days as script_days on matched.result_date = script_days.script_date
