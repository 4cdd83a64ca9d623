-- rollup_first_refusals: clients by the month, script version and reason of their first refusal, and what came after it.
--   A client counts as decided when deal_maturity_days have passed since; what came later than that is not counted.
-- grain: month, script_version, refusal_reason
-- partition: month
-- ahead: deal_maturity_days
-- columns:
--   month           date     month  first day of the month of the first refusal
--   script_version  varchar  id     dim_script_versions.script_version of that conversation
--   refusal_reason  varchar  code   dim_refusal_reasons.refusal_reason; not_given when the operator named none
--   client_count    integer  count  clients that refused for the first time
--   decided_count   integer  count  of these, clients whose time has run out
--   again_count     integer  count  of the decided, clients spoken with on a later day
--   softened_count  integer  count  of these, clients that did not refuse that time
--   needs_count     integer  count  of the decided, clients whose profile was learnt on the day of the refusal or later
--   goal_count      integer  count  of the decided, clients with a primary goal after it
--   won_count       integer  count  of the decided, clients with a deal won after it
-- checks: unique(month, script_version, refusal_reason), not_null(month, refusal_reason, client_count, decided_count)
with recent as (
    select distinct client_id
    from fct_call_results
    where result_code = 'refusal' and leg_code = 'call_centre' and result_month >= changed_from()
),
first_days as (
    select refused.client_id, min(refused.filed_at) as refused_at
    from fct_call_results as refused
    inner join recent on refused.client_id = recent.client_id
    where refused.result_code = 'refusal' and refused.leg_code = 'call_centre'
    group by refused.client_id
    having min(refused.result_month) >= changed_from()
),
refusals as (
    select
        refused.client_id,
        min(refused.result_date) as refusal_date,
        min(refused.script_version) as script_version,
        min(coalesce(refused.refusal_reason, 'not_given')) as refusal_reason
    from fct_call_results as refused
    inner join first_days
        on refused.client_id = first_days.client_id and refused.filed_at = first_days.refused_at
    where refused.result_month >= changed_from()
        and refused.result_code = 'refusal'
        and refused.leg_code = 'call_centre'
    group by refused.client_id
),
spans as (
    select
        refusals.client_id,
        refusals.refusal_date,
        refusals.script_version,
        refusals.refusal_reason,
        days_after(refusals.refusal_date, settings.deal_maturity_days) as last_date,
        days_after(refusals.refusal_date, settings.deal_maturity_days) <= settings.data_until as is_decided
    from refusals
    cross join dim_settings as settings
),
second_days as (
    select spans.client_id, min(talks.talk_date) as talk_date
    from spans
    inner join int_talk_days as talks
        on spans.client_id = talks.client_id
        and talks.talk_date > spans.refusal_date
        and talks.talk_date <= spans.last_date
    where talks.talk_month >= changed_from()
    group by spans.client_id
),
second_talks as (
    select second_days.client_id, not talks.has_refusal as is_softened
    from second_days
    inner join int_talk_days as talks
        on second_days.client_id = talks.client_id and second_days.talk_date = talks.talk_date
    where talks.talk_month >= changed_from()
),
later_results as (
    select
        spans.client_id,
        count(*) filter (where filed.secondary_goal = 'profile') as profile_count,
        count(*) filter (
            where filed.result_code = 'goal' and filed.result_date > spans.refusal_date
        ) as goal_count
    from spans
    inner join fct_call_results as filed
        on spans.client_id = filed.client_id
        and filed.result_date >= spans.refusal_date
        and filed.result_date <= spans.last_date
    where filed.result_month >= changed_from() and filed.leg_code = 'call_centre'
    group by spans.client_id
),
later_deals as (
    select spans.client_id, count(*) as won_count
    from spans
    inner join fct_deals as deals
        on spans.client_id = deals.client_id
        and deals.closed_date > spans.refusal_date
        and deals.closed_date <= spans.last_date
    where deals.status = 'won'
    group by spans.client_id
)
select
    month_of(spans.refusal_date) as month,
    spans.script_version,
    spans.refusal_reason,
    count(*)::integer as client_count,
    count(*) filter (where spans.is_decided)::integer as decided_count,
    count(second_talks.client_id) filter (where spans.is_decided)::integer as again_count,
    count(*) filter (where spans.is_decided and second_talks.is_softened)::integer as softened_count,
    count(*) filter (where spans.is_decided and later_results.profile_count > 0)::integer as needs_count,
    count(*) filter (where spans.is_decided and later_results.goal_count > 0)::integer as goal_count,
    count(later_deals.client_id) filter (where spans.is_decided)::integer as won_count
from spans
left join second_talks on spans.client_id = second_talks.client_id
left join later_results on spans.client_id = later_results.client_id
left join later_deals on spans.client_id = later_deals.client_id
group by month_of(spans.refusal_date), spans.script_version, spans.refusal_reason
