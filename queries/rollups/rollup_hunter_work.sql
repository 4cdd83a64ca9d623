-- rollup_hunter_work: what a hunter did in a month, and how much of it for clients past the hand-over limit.
--   Money counts for who leads the deal it pays, without a deal for the person the receipt names. A client is past the
--   limit from the day after it until the clock ends. Every month in which the person held the post has a row, and every
--   later one in which money of that person's deals came: money in the name of who has left belongs to the last post.
-- grain: month, employee_id
-- columns:
--   month                  date           month  first day of the month
--   employee_id            varchar        id     dim_employees.employee_id of the hunter
--   is_in_post             boolean        flag   true when the person held the post in the month; else the row has money only
--   attempt_count          integer        count  calls out and in with known clients
--   contact_count          integer        count  of these, with a person on the line
--   contact_client_count   integer        count  clients spoken with
--   late_client_count      integer        count  of these, past the limit on a day of contact
--   gap_count              integer        count  contact days of the month that another one with the same client came before
--   gap_days               integer        days   days between them, added up
--   money_amount           decimal(18,2)  money  money received
--   late_money_amount      decimal(18,2)  money  of this, from clients past the limit on the day it came
--   open_deal_count        integer        count  deals open at the month's end for longer than clients take to fade
--   silent_deal_count      integer        count  of these, whose client no hunter spoke with for so long
--   promised_count         integer        count  calls promised for a day of the month
--   kept_count             integer        count  of these, called by that day
-- checks: unique(month, employee_id), not_null(month, employee_id, is_in_post), non_negative(attempt_count, contact_count, late_client_count, silent_deal_count)
with holders as (
    select distinct months.month, months.known_until, posts.employee_id
    from dim_months as months
    inner join dim_employee_roles as posts
        on posts.valid_from <= months.known_until and posts.valid_to > months.month
    where posts.leg_code = 'hunters'
),
contacts as (
    select
        days.contact_month as month,
        days.employee_id,
        days.client_id,
        sum(days.attempt_count) as attempt_count,
        sum(days.contact_count) as contact_count,
        max(case
            when days.contact_count > 0 and days.contact_date > clocks.limit_date
                and days.contact_date < coalesce(clocks.ended_date, date '9000-01-01') then 1
            else 0
        end) as is_late
    from int_contact_days as days
    left join fct_handover_clocks as clocks on days.client_id = clocks.client_id
    where days.leg_code = 'hunters'
    group by days.contact_month, days.employee_id, days.client_id
),
work as (
    select
        month,
        employee_id,
        sum(attempt_count) as attempt_count,
        sum(contact_count) as contact_count,
        count(*) filter (where contacts.contact_count > 0) as contact_client_count,
        sum(is_late) as late_client_count
    from contacts
    group by month, employee_id
),
contact_days as (
    select
        contact_month as month,
        employee_id,
        contact_date,
        lag(contact_date) over (partition by employee_id, client_id order by contact_date) as previous_date
    from int_contact_days
    where leg_code = 'hunters' and contact_count > 0
),
gaps as (
    select
        month,
        employee_id,
        count(*) as gap_count,
        sum(days_between(previous_date, contact_date)) as gap_days
    from contact_days
    where previous_date is not null
    group by month, employee_id
),
receipts as (
    select
        payments.payment_month as month,
        payments.payment_date,
        payments.payment_amount,
        payments.client_id,
        case
            when deals.owner_leg_code = 'hunters' then deals.owner_employee_id
            when deals.deal_id is null and coalesce(payments.leg_code, last_posts.leg_code) = 'hunters'
                then payments.employee_id
        end as employee_id
    from fct_payments as payments
    left join fct_deals as deals on payments.deal_id = deals.deal_id
    left join int_last_posts as last_posts
        on payments.employee_id = last_posts.employee_id and payments.payment_date >= last_posts.left_date
),
money as (
    select
        receipts.month,
        receipts.employee_id,
        sum(receipts.payment_amount) as money_amount,
        sum(receipts.payment_amount) filter (
            where receipts.payment_date > clocks.limit_date
                and receipts.payment_date < coalesce(clocks.ended_date, date '9000-01-01')
        ) as late_money_amount
    from receipts
    left join fct_handover_clocks as clocks on receipts.client_id = clocks.client_id
    where receipts.employee_id is not null
    group by receipts.month, receipts.employee_id
),
people as (
    select month, employee_id, true as is_in_post
    from holders
    union all
    select money.month, money.employee_id, false as is_in_post
    from money
    left join holders on money.month = holders.month and money.employee_id = holders.employee_id
    where holders.employee_id is null
),
open_deals as (
    select
        months.month,
        months.known_until,
        deals.deal_id,
        deals.client_id,
        deals.owner_employee_id as employee_id,
        days_after(months.known_until, -settings.fading_days) as silent_since
    from dim_months as months
    cross join dim_settings as settings
    inner join fct_deals as deals
        on deals.created_date <= days_after(months.known_until, -settings.fading_days)
        and coalesce(deals.closed_date, date '9000-01-01') > months.known_until
    where deals.owner_leg_code = 'hunters' and deals.client_id is not null
),
spoken as (
    select distinct open_deals.month, open_deals.deal_id
    from open_deals
    inner join int_contact_days as days
        on open_deals.client_id = days.client_id
        and days.contact_date > open_deals.silent_since
        and days.contact_date <= open_deals.known_until
    where days.leg_code = 'hunters' and days.contact_count > 0
),
silence as (
    select
        open_deals.month,
        open_deals.employee_id,
        count(*) as open_deal_count,
        count(*) filter (where spoken.deal_id is null) as silent_deal_count
    from open_deals
    left join spoken on open_deals.month = spoken.month and open_deals.deal_id = spoken.deal_id
    where open_deals.employee_id is not null
    group by open_deals.month, open_deals.employee_id
),
promises as (
    select
        results.result_id,
        results.employee_id,
        results.client_id,
        results.result_date,
        company_date(results.callback_at) as promised_date
    from fct_call_results as results
    cross join dim_settings as settings
    where results.leg_code = 'hunters'
        and results.client_id is not null
        and company_date(results.callback_at) > results.result_date
        and company_date(results.callback_at) <= settings.data_until
),
kept as (
    select distinct promises.result_id
    from promises
    inner join int_contact_days as days
        on promises.client_id = days.client_id
        and days.contact_date > promises.result_date
        and days.contact_date <= promises.promised_date
    where days.leg_code = 'hunters'
),
follow_ups as (
    select
        month_of(promises.promised_date) as month,
        promises.employee_id,
        count(*) as promised_count,
        count(kept.result_id) as kept_count
    from promises
    left join kept on promises.result_id = kept.result_id
    where promises.employee_id is not null
    group by month_of(promises.promised_date), promises.employee_id
)
select
    people.month,
    people.employee_id,
    people.is_in_post,
    coalesce(work.attempt_count, 0)::integer as attempt_count,
    coalesce(work.contact_count, 0)::integer as contact_count,
    coalesce(work.contact_client_count, 0)::integer as contact_client_count,
    coalesce(work.late_client_count, 0)::integer as late_client_count,
    coalesce(gaps.gap_count, 0)::integer as gap_count,
    coalesce(gaps.gap_days, 0)::integer as gap_days,
    coalesce(money.money_amount, 0)::decimal(18,2) as money_amount,
    coalesce(money.late_money_amount, 0)::decimal(18,2) as late_money_amount,
    coalesce(silence.open_deal_count, 0)::integer as open_deal_count,
    coalesce(silence.silent_deal_count, 0)::integer as silent_deal_count,
    coalesce(follow_ups.promised_count, 0)::integer as promised_count,
    coalesce(follow_ups.kept_count, 0)::integer as kept_count
from people
left join work
    on people.is_in_post and people.month = work.month and people.employee_id = work.employee_id
left join gaps
    on people.is_in_post and people.month = gaps.month and people.employee_id = gaps.employee_id
left join money on people.month = money.month and people.employee_id = money.employee_id
left join silence
    on people.is_in_post and people.month = silence.month and people.employee_id = silence.employee_id
left join follow_ups
    on people.is_in_post
    and people.month = follow_ups.month
    and people.employee_id = follow_ups.employee_id
