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
select
    silences.silent_days,
    (count(*) filter (where silences.is_lost))::integer as lost_count,
    (count(*) filter (where not silences.is_lost))::integer as regained_count,
    settings.fading_days,
    settings.dormant_days
from rollup_silences as silences
cross join dim_settings as settings
where silences.decided_month > months_after($month::date, -12)
    and silences.decided_month <= $month::date
    -- the client's first of these months, so that each client counts once
    and coalesce(silences.previous_month <= months_after($month::date, -12), true)
group by silences.silent_days, settings.fading_days, settings.dormant_days
order by silences.silent_days
