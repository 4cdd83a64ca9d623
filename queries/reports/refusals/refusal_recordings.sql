-- refusal_recordings: the last recorded refusals of each reason in a month, at most twenty, to listen to.
-- grain: result_id
-- params:
--   month  date  first day of the month
-- columns:
--   result_id       varchar  id    the refusal as the operator filed it
--   refusal_reason  varchar  code  reason; not_given when the operator named none
--   result_date     date     day   day of filing
--   script_version  varchar  id    version of the script
--   client_id       varchar  id    dim_clients.client_id; null when the client is unknown
--   client_name     varchar  text  company name
--   employee_id     varchar  id    dim_employees.employee_id of the operator
--   employee_name   varchar  text  full name of the operator
--   talk_seconds    integer  s     talk of the call
--   recording       varchar  text  the recording's address or id, as the source gives it
--   recording_link  varchar  text  address with {id} where recordings of this source can be heard; null when not set
-- checks: unique(result_id), not_null(result_id, refusal_reason, result_date, recording)
-- personal: client_name, employee_name, recording
-- roles: admin, director, head
-- page: refusals
-- team: employee_id
select
    recordings.result_id,
    recordings.refusal_reason,
    recordings.result_date,
    recordings.script_version,
    recordings.client_id,
    clients.client_name,
    recordings.employee_id,
    people.employee_name,
    recordings.talk_seconds,
    recordings.recording,
    links.link as recording_link
from rollup_refusal_recordings as recordings
left join dim_clients as clients on recordings.client_id = clients.client_id
left join dim_employees as people on recordings.employee_id = people.employee_id
left join dim_recording_links as links on recordings.source_id = links.source_id
where recordings.result_month = $month::date
order by recordings.refusal_reason, recordings.result_date desc, recordings.result_id
