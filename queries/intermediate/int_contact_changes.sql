-- int_contact_changes: how many clients entered or left a state by contact, counted in the month of the contact that tells it.
--   A contact in a month tells that the client had faded or fallen asleep before it, and ends that.
--   Clients without a later contact are not here: their last contact is in int_client_starts.
-- grain: contact_month, change_month
-- partition: contact_month
-- columns:
--   contact_month   date     month  month of the contact
--   change_month    date     month  month at whose end the change shows
--   ever_change     integer  count  clients with their first contact
--   faded_change    integer  count  clients that left being active, less those that came back
--   dormant_change  integer  count  clients that fell asleep, less those that woke
-- checks: unique(contact_month, change_month), not_null(contact_month, change_month)
with touched_clients as (
    select distinct client_id
    from rollup_client_months
    where last_contact_date is not null
        and month >= touched_from()
        and month < touched_until()
        and month in (select month from touched_months_forward)
),
contacts as (
    select
        client_months.month,
        lag(client_months.last_contact_date) over (
            partition by client_months.client_id order by client_months.month
        ) as previous_date
    from rollup_client_months as client_months
    inner join touched_clients on client_months.client_id = touched_clients.client_id
    where client_months.last_contact_date is not null
),
states as (
    select
        contacts.month,
        contacts.previous_date,
        month_of(days_after(contacts.previous_date, settings.fading_days)) as faded_month,
        month_of(days_after(contacts.previous_date, settings.dormant_days)) as dormant_month
    from contacts
    cross join dim_settings as settings
    where contacts.month in (select month from touched_months_forward)
),
changes as (
    select
        month as contact_month,
        month as change_month,
        case when previous_date is null then 1 else 0 end as ever_change,
        case when faded_month < month then -1 else 0 end as faded_change,
        case when dormant_month < month then -1 else 0 end as dormant_change
    from states
    union all
    select
        month as contact_month,
        faded_month as change_month,
        0 as ever_change,
        1 as faded_change,
        0 as dormant_change
    from states
    where faded_month < month
    union all
    select
        month as contact_month,
        dormant_month as change_month,
        0 as ever_change,
        0 as faded_change,
        1 as dormant_change
    from states
    where dormant_month < month
)
select
    contact_month,
    change_month,
    sum(ever_change)::integer as ever_change,
    sum(faded_change)::integer as faded_change,
    sum(dormant_change)::integer as dormant_change
from changes
group by contact_month, change_month
