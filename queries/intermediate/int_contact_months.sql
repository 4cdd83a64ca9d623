-- int_contact_months: calls of one person with one client in a month.
--   The post is the one held on the day of the month's first call.
-- grain: contact_month, client_id, employee_id
-- partition: contact_month
-- columns:
--   contact_month           date     month  first day of the month
--   client_id               varchar  id     dim_clients.client_id
--   employee_id             varchar  id     dim_employees.employee_id; null when the operator is unknown
--   leg_code                varchar  code   part of the relay
--   team_id                 varchar  text   team or department
--   attempt_count           integer  count  calls out and in
--   contact_count           integer  count  of these, with a person on the line
--   conversation_count      integer  count  of these, long enough to be a conversation
--   first_attempt_date      date     day    first call of the month
--   first_contact_date      date     day    first contact of the month
--   last_contact_date       date     day    last contact of the month
--   first_conversation_date date     day    first conversation of the month
-- checks: unique(contact_month, client_id, employee_id), not_null(contact_month, client_id)
with months as (
    -- as few keys as can be: this is the widest grouping of all calls
    select
        call_month as contact_month,
        client_id,
        employee_id,
        count(*) as attempt_count,
        count(*) filter (where is_contact) as contact_count,
        count(*) filter (where is_conversation) as conversation_count,
        min(call_date) as first_attempt_date,
        min(call_date) filter (where is_contact) as first_contact_date,
        max(call_date) filter (where is_contact) as last_contact_date,
        min(call_date) filter (where is_conversation) as first_conversation_date
    from fct_calls
    where client_id is not null
        and direction <> 'internal'
        and call_date >= touched_from()
        and call_date < touched_until()
        and call_month in (select month from touched_months)
    group by call_month, client_id, employee_id
)
select
    months.contact_month,
    months.client_id,
    months.employee_id,
    posts.leg_code,
    posts.team_id,
    months.attempt_count::integer as attempt_count,
    months.contact_count::integer as contact_count,
    months.conversation_count::integer as conversation_count,
    months.first_attempt_date,
    months.first_contact_date,
    months.last_contact_date,
    months.first_conversation_date
from months
left join dim_employee_roles as posts
    on months.employee_id = posts.employee_id
    and months.first_attempt_date >= posts.valid_from
    and months.first_attempt_date < posts.valid_to
