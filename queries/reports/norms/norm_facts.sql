-- norm_facts: what ties the norms of an operator to each other in a month: days to work and the length of a conversation.
-- grain: month
-- params:
--   month  date  first day of the month
-- columns:
--   month               date     month  first day of the month
--   working_day_count   integer  count  working days of the production calendar
--   conversation_count  integer  count  conversations of the call centre
--   talk_seconds        bigint   s      time spent talking
-- checks: unique(month), not_null(month, working_day_count)
-- roles: admin, director, head, hr
-- page: norms
with talks as (
    select
        sum(conversation_count) as conversation_count,
        sum(talk_seconds) as talk_seconds
    from rollup_operator_months
    where month = $month::date and leg_code = 'call_centre'
)
select
    days.month,
    (count(*) filter (where days.is_working))::integer as working_day_count,
    coalesce(max(talks.conversation_count), 0)::integer as conversation_count,
    max(talks.talk_seconds)::bigint as talk_seconds
from dim_dates as days
cross join talks
where days.month = $month::date
group by days.month
