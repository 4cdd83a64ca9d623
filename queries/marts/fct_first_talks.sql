-- fct_first_talks: the first conversation of each hunter or farmer with a client, and whether anything followed it.
--   Dropped: no contact of a hunter or farmer, no purchase, receipt or won deal within the days that the contact plan leaves
--   the client's group, never fewer than fading_days and these without a plan, and nobody had screened the client out. Only talks whose
--   time has run out are here. A client who sleeps is spoken with seldom by everybody, so such talks are marked.
-- grain: client_id, employee_id
-- columns:
--   client_id      varchar  id     dim_clients.client_id
--   employee_id    varchar  id     dim_employees.employee_id of who talked
--   leg_code       varchar  code   hunters or farmers
--   talk_date      date     day    day of the conversation
--   decided_date   date     day    last day on which something could still follow
--   decided_month  date     month  first day of the month
--   client_size    varchar  code   large, medium, small or unknown
--   client_group   varchar  text   group that sets how often the client must be contacted
--   is_asleep      boolean  flag   true when the last purchase before the talk was dormant_days ago or longer
--   is_dropped     boolean  flag   true when nothing followed
-- checks: unique(client_id, employee_id), not_null(client_id, employee_id, talk_date, decided_date, is_asleep, is_dropped), accepted(client_size, clientSizes)
with pairs as (
    select pairs.client_id, pairs.employee_id, min(pairs.first_conversation_date) as talk_date
    from int_pair_months as pairs
    where pairs.first_conversation_date is not null
        and pairs.employee_id in (
            select employee_id from dim_employee_roles where leg_code in ('hunters', 'farmers')
        )
    group by pairs.client_id, pairs.employee_id
),
talks as (
    select pairs.client_id, pairs.employee_id, pairs.talk_date, posts.leg_code
    from pairs
    inner join dim_employee_roles as posts
        on pairs.employee_id = posts.employee_id
        and pairs.talk_date >= posts.valid_from
        and pairs.talk_date < posts.valid_to
    where posts.leg_code in ('hunters', 'farmers')
),
next_contacts as (
    select talks.client_id, talks.employee_id, min(contacts.contact_date) as next_date
    from talks
    inner join int_contact_days as contacts
        on talks.client_id = contacts.client_id and contacts.contact_date > talks.talk_date
    where contacts.contact_count > 0
    group by talks.client_id, talks.employee_id
),
next_business as (
    select talks.client_id, talks.employee_id, min(business.business_date) as next_date
    from talks
    inner join int_business_days as business
        on talks.client_id = business.client_id and business.business_date >= talks.talk_date
    group by talks.client_id, talks.employee_id
),
last_purchases as (
    select talks.client_id, talks.employee_id, max(purchases.purchase_date) as last_date
    from talks
    inner join int_purchase_days as purchases
        on talks.client_id = purchases.client_id and purchases.purchase_date < talks.talk_date
    group by talks.client_id, talks.employee_id
),
screened as (
    select client_id, min(result_date) as screened_date
    from fct_call_results
    where result_code = 'screened_out' and client_id is not null
    group by client_id
),
limits as (
    select
        talks.client_id,
        talks.employee_id,
        talks.leg_code,
        talks.talk_date,
        coalesce(cards.client_size, 'unknown') as client_size,
        nullif(trim(cards.client_group), '') as client_group,
        days_after(
            talks.talk_date, greatest(settings.fading_days, coalesce(plan.contact_days, settings.fading_days))
        ) as decided_date,
        settings.dormant_days,
        settings.data_until
    from talks
    cross join dim_settings as settings
    left join stage.clients as cards on talks.client_id = cards.client_id
    left join dim_contact_groups as plan on trim(cards.client_group) = plan.client_group
),
decided as (
    select * from limits where decided_date <= data_until
)
select
    decided.client_id,
    decided.employee_id,
    decided.leg_code,
    decided.talk_date,
    decided.decided_date,
    month_of(decided.decided_date) as decided_month,
    decided.client_size,
    decided.client_group,
    coalesce(
        days_between(last_purchases.last_date, decided.talk_date) >= decided.dormant_days, false
    ) as is_asleep,
    coalesce(next_contacts.next_date, date '9000-01-01') > decided.decided_date
        and coalesce(next_business.next_date, date '9000-01-01') > decided.decided_date
        and coalesce(screened.screened_date, date '9000-01-01') > decided.decided_date as is_dropped
from decided
left join last_purchases
    on decided.client_id = last_purchases.client_id
    and decided.employee_id = last_purchases.employee_id
left join next_contacts
    on decided.client_id = next_contacts.client_id
    and decided.employee_id = next_contacts.employee_id
left join next_business
    on decided.client_id = next_business.client_id
    and decided.employee_id = next_business.employee_id
left join screened on decided.client_id = screened.client_id
