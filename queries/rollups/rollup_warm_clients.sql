-- rollup_warm_clients: each warm client offered to a hunter, until a hunter first spoke with him.
--   Without a contact the wait goes on to the last day of data, or to the day the client was given back, passed on
--   anew or his deal was closed.
-- grain: handover_id
-- columns:
--   handover_id        varchar  id     fct_handovers.handover_id
--   client_id          varchar  id     dim_clients.client_id
--   employee_id        varchar  id     dim_employees.employee_id of the hunter; null when unknown
--   offered_month      date     month  first day of the month of the offer
--   offered_date       date     day    day the client was offered
--   accepted_date      date     day    day the hunter accepted; null while not
--   is_returned        boolean  flag   true when he was given back
--   is_decided         boolean  flag   true when accepted, or neither accepted nor given back by a limit before the last day of data; only of the source's rows
--   is_accepted_late   boolean  flag   of those, true when not accepted by the limit
--   is_hunter_away     boolean  flag   true when the hunter was absent on a day between the offer and the limit, or held another post when offered
--   contacted_date     date     day    first day a hunter spoke with the client; null while none did
--   wait_days          integer  days   days from the offer to that day, or as long as it has been waited for
--   is_contacted       boolean  flag   true when a hunter spoke with the client
--   is_waiting         boolean  flag   true when the client still waits on the last day of data
-- checks: unique(handover_id), not_null(handover_id, client_id, offered_date, wait_days, is_contacted, is_waiting, is_decided, is_accepted_late, is_hunter_away), non_negative(wait_days)
with offers as (
    select
        handovers.handover_id,
        handovers.client_id,
        handovers.to_employee_id as employee_id,
        handovers.offered_month,
        handovers.offered_date,
        handovers.accepted_date,
        handovers.returned_date,
        handovers.is_decided,
        handovers.is_late,
        handovers.is_taker_away,
        settings.data_until,
        lead(handovers.offered_date) over (
            partition by handovers.client_id order by handovers.offered_at, handovers.handover_id
        ) as next_date
    from fct_handovers as handovers
    cross join dim_settings as settings
    where handovers.to_leg_code = 'hunters'
        and handovers.client_id is not null
        and handovers.offered_date <= settings.data_until
),
closings as (
    select offers.handover_id, min(deals.closed_date) as closed_date
    from offers
    inner join fct_deals as deals
        on offers.client_id = deals.client_id
        and deals.closed_date >= offers.offered_date
        and deals.created_date >= offers.offered_date
    group by offers.handover_id
),
spans as (
    select
        offers.*,
        least(offers.returned_date, offers.next_date, closings.closed_date) as ended_date
    from offers
    left join closings on offers.handover_id = closings.handover_id
),
contacts as (
    select spans.handover_id, min(days.contact_date) as contacted_date
    from spans
    inner join int_contact_days as days
        on spans.client_id = days.client_id
        and days.contact_date >= spans.offered_date
        and days.contact_date <= coalesce(spans.ended_date, days.contact_date)
    where days.leg_code = 'hunters' and days.contact_count > 0
    group by spans.handover_id
)
select
    spans.handover_id,
    spans.client_id,
    spans.employee_id,
    spans.offered_month,
    spans.offered_date,
    spans.accepted_date,
    spans.returned_date is not null as is_returned,
    spans.is_decided,
    spans.is_late as is_accepted_late,
    spans.is_taker_away as is_hunter_away,
    contacts.contacted_date,
    greatest(
        0,
        days_between(
            spans.offered_date,
            coalesce(contacts.contacted_date, least(spans.ended_date, spans.data_until), spans.data_until)
        )
    )::integer as wait_days,
    contacts.contacted_date is not null as is_contacted,
    contacts.contacted_date is null
        and (spans.ended_date is null or spans.ended_date > spans.data_until) as is_waiting
from spans
left join contacts on spans.handover_id = contacts.handover_id
