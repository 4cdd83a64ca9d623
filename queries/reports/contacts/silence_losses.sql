-- silence_losses: clients that had not bought for fading_days, by how long nobody had reached them then: who came back and who was lost, twelve months; a client counts once, by its first silence.
-- grain: silent_days
-- params:
--   month  date  first day of the last of the twelve months
-- columns:
--   silent_days      integer  days   days since anybody of ours reached the client by a call
--   lost_count    integer  count  clients that did not buy before dormant_days had passed
--   regained_count    integer  count  clients that did
--   fading_days   integer  days   days without a purchase from which a client fades
--   dormant_days  integer  days   days without a purchase from which a client sleeps
-- checks: unique(silent_days), not_null(silent_days, lost_count, regained_count, fading_days, dormant_days)
-- roles: admin, director, head
-- page: contacts
with firsts as (
    select
        client_id,
        value_at_earliest(silent_days, silent_date) as silent_days,
        value_at_earliest(is_lost, silent_date) as is_lost
    from rollup_silences
    where decided_month > months_after($month::date, -12) and decided_month <= $month::date
    group by client_id
)
select
    firsts.silent_days,
    (count(*) filter (where firsts.is_lost))::integer as lost_count,
    (count(*) filter (where not firsts.is_lost))::integer as regained_count,
    settings.fading_days,
    settings.dormant_days
from firsts
cross join dim_settings as settings
group by firsts.silent_days, settings.fading_days, settings.dormant_days
order by firsts.silent_days
