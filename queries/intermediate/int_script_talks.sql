-- int_script_talks: companies that the call centre had a conversation with under a script version in a month.
--   The version is that of the call: outcomes name one too, but a conversation without an outcome would then be lost.
-- grain: talk_month, client_id, script_version
-- partition: talk_month
-- columns:
--   talk_month       date     month  first day of the month
--   client_id        varchar  id     dim_clients.client_id
--   script_version   varchar  id     dim_script_versions.script_version
--   first_talk_date  date     day    first conversation of the month under the version
-- checks: unique(talk_month, client_id, script_version), not_null(talk_month, client_id, script_version, first_talk_date)
select
    call_month as talk_month,
    client_id,
    script_version,
    min(call_date) as first_talk_date
from fct_calls
where client_id is not null
    and script_version is not null
    and is_conversation
    and leg_code = 'call_centre'
    and direction <> 'internal'
    and call_date >= touched_from()
    and call_date < touched_until()
    and call_month in (select month from touched_months)
group by call_month, client_id, script_version
