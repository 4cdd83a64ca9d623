-- rollup_refusal_recordings: the last recorded refusals of each reason in a month, at most twenty, to listen to.
--   A recording that exists but whose id or address the source does not give cannot be found, so it is not here.
-- grain: result_id
-- partition: result_month
-- columns:
--   result_id       varchar  id     fct_call_results.result_id
--   result_month    date     month  first day of the month
--   result_date     date     day    company-local day of filing
--   refusal_reason  varchar  code   dim_refusal_reasons.refusal_reason; not_given when the operator named none
--   script_version  varchar  id     version of the script
--   employee_id     varchar  id     dim_employees.employee_id of who filed it
--   client_id       varchar  id     dim_clients.client_id
--   talk_seconds    integer  s      talk of the call
--   source_id       varchar  id     source the call came from
--   recording       varchar  text   the recording's address or id, as the source gives it
-- checks: unique(result_id), not_null(result_id, result_month, result_date, refusal_reason, recording)
-- personal: recording
with refusals as (
    select
        result_id,
        result_month,
        result_date,
        filed_at,
        call_id,
        employee_id,
        client_id,
        coalesce(refusal_reason, 'not_given') as refusal_reason,
        script_version
    from fct_call_results
    where result_code = 'refusal'
        and leg_code = 'call_centre'
        and call_id is not null
        and result_date >= touched_from()
        and result_date < touched_until()
        and result_month in (select month from touched_months_forward)
),
recorded as (
    select refusals.*, calls.talk_seconds, calls.source_id, staged.recording
    from refusals
    inner join fct_calls as calls on refusals.call_id = calls.call_id
    inner join stage.calls as staged on refusals.call_id = staged.call_id
    where calls.has_recording
        and staged.recording <> ''
        and staged.started_at >= touched_from_at() - interval 32 day
        and staged.started_at < touched_until_at()
        and calls.call_month <= refusals.result_month
        and calls.call_date >= days_after(touched_from(), -31)
        and calls.call_date < touched_until()
),
latest as (
    select *
    from recorded
    qualify row_number() over (
        partition by result_month, refusal_reason
        order by filed_at desc, result_id
    ) <= 20
)
select
    latest.result_id,
    latest.result_month,
    latest.result_date,
    latest.refusal_reason,
    latest.script_version,
    latest.employee_id,
    latest.client_id,
    latest.talk_seconds,
    latest.source_id,
    latest.recording
from latest
