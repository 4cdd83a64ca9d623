-- rollup_refusals_months: refusals for one reason under one script version in a month.
--   Conversations under the same version are repeated on each row as the denominator; never add them up over reasons.
-- grain: result_month, leg_code, script_version, refusal_reason
-- partition: result_month
-- columns:
--   result_month         date     month  first day of the month
--   leg_code             varchar  code   part of the relay
--   script_version       varchar  id     dim_script_versions.script_version
--   refusal_reason       varchar  code   dim_refusal_reasons.refusal_reason; not_given when the operator named none
--   refusal_count        integer  count  refusals filed
--   refusal_client_count integer  count  clients that refused
--   contact_count        integer  count  contacts under the version in the month
--   conversation_count   integer  count  conversations under the version in the month
-- checks: unique(result_month, leg_code, script_version, refusal_reason), not_null(result_month, refusal_reason)
with calls as (
    select
        call_month,
        coalesce(leg_code, '') as leg_code,
        coalesce(script_version, '') as script_version,
        sum(contact_count) as contact_count,
        sum(conversation_count) as conversation_count
    from int_operator_hours
    where call_date >= touched_from()
        and call_date < touched_until()
        and call_month in (select month from touched_months_forward)
    group by call_month, coalesce(leg_code, ''), coalesce(script_version, '')
),
refusals as (
    select
        result_month,
        coalesce(leg_code, '') as leg_code,
        coalesce(script_version, '') as script_version,
        coalesce(refusal_reason, 'not_given') as refusal_reason,
        count(*) as refusal_count,
        count(distinct client_id) as refusal_client_count
    from fct_call_results
    where result_code = 'refusal'
        and result_date >= touched_from()
        and result_date < touched_until()
        and result_month in (select month from touched_months_forward)
    group by
        result_month,
        coalesce(leg_code, ''),
        coalesce(script_version, ''),
        coalesce(refusal_reason, 'not_given')
)
select
    refusals.result_month,
    nullif(refusals.leg_code, '') as leg_code,
    nullif(refusals.script_version, '') as script_version,
    refusals.refusal_reason,
    refusals.refusal_count::integer as refusal_count,
    refusals.refusal_client_count::integer as refusal_client_count,
    coalesce(calls.contact_count, 0)::integer as contact_count,
    coalesce(calls.conversation_count, 0)::integer as conversation_count
from refusals
left join calls
    on refusals.result_month = calls.call_month
    and refusals.leg_code = calls.leg_code
    and refusals.script_version = calls.script_version
