-- refusal_reasons: why clients refuse the call centre in a month, beside the month before; per contact, not per refusal.
--   A share among refusals moves when another reason moves, a rate per contact does not.
-- grain: refusal_reason
-- params:
--   month  date  first day of the month
-- columns:
--   refusal_reason          varchar  code   reason; not_given when the operator named none
--   is_other                boolean  flag   true for what says nothing: no reason, or the entry for others
--   refusal_count           integer  count  refusals filed for it
--   all_refusal_count       integer  count  refusals filed in the month
--   contact_count           integer  count  contacts of the month
--   previous_refusal_count  integer  count  refusals filed for it in the month before
--   previous_contact_count  integer  count  contacts of the month before
-- checks: not_null(refusal_reason, is_other, refusal_count, all_refusal_count, contact_count, previous_refusal_count, previous_contact_count)
-- roles: admin, director, head
-- page: refusals
with refusals as (
    select
        refusal_reason,
        sum(refusal_count) filter (where result_month = $month::date) as refusal_count,
        sum(refusal_count) filter (where result_month < $month::date) as previous_refusal_count
    from rollup_refusals_months
    where result_month >= months_after($month::date, -1)
        and result_month <= $month::date
        and leg_code = 'call_centre'
    group by refusal_reason
),
contacts as (
    select
        sum(contact_count) filter (where month = $month::date) as contact_count,
        sum(contact_count) filter (where month < $month::date) as previous_contact_count
    from rollup_operator_months
    where month >= months_after($month::date, -1)
        and month <= $month::date
        and leg_code = 'call_centre'
)
select
    refusals.refusal_reason,
    (refusals.refusal_reason = 'not_given' or coalesce(reasons.is_other, false)) as is_other,
    coalesce(refusals.refusal_count, 0)::integer as refusal_count,
    coalesce(sum(refusals.refusal_count) over (), 0)::integer as all_refusal_count,
    coalesce(contacts.contact_count, 0)::integer as contact_count,
    coalesce(refusals.previous_refusal_count, 0)::integer as previous_refusal_count,
    coalesce(contacts.previous_contact_count, 0)::integer as previous_contact_count
from refusals
cross join contacts
left join dim_refusal_reasons as reasons on refusals.refusal_reason = reasons.refusal_reason
order by coalesce(refusals.refusal_count, 0) desc, refusals.refusal_reason
