-- rollup_hunter_work: what a hunter did in a month, and how much of it for clients past the hand-over limit.
--   Money counts for who leads the deal it pays, without a deal for the person the receipt names. A client is past the
--   limit from the day after that of the hunter who holds him until the clock ends. Every month in which the person held the post has a row, and every
--   later one in which money of that person's deals came or a call promised in the post fell due: money in the name of
--   who has left belongs to the last post. What falls due while a hunter is away is not his: a promise for such a day is
--   counted apart, and days away or not in the post do not count as silence, nor towards the age of a deal that may be silent.
-- grain: month, employee_id
-- since: month
-- columns:
--   month                  date           month  first day of the month
--   employee_id            varchar        id     dim_employees.employee_id of the hunter
--   is_in_post             boolean        flag   true when the person held the post in the month; else the row has money and promises only
--   attempt_count          integer        count  calls out and in with known clients
--   contact_count          integer        count  of these, with a person on the line
--   contact_client_count   integer        count  clients spoken with
--   late_client_count      integer        count  of these, past the limit on a day of contact
--   gap_count              integer        count  contact days of the month that another one with the same client came before
--   gap_days               integer        days   days between them, added up
--   money_amount           decimal(18,2)  money  money received
--   late_money_amount      decimal(18,2)  money  of this, from clients past the limit on the day it came
--   open_deal_count        integer        count  deals open at the month's end for longer than clients take to fade, by the owner's days at work
--   silent_deal_count      integer        count  of these, whose client no hunter spoke with for so many of these days
--   away_silent_count      integer        count  deals silent for so long only with the days the owner was away or not in the post
--   promised_count         integer        count  calls promised for a day of the month on which the person was at work
--   kept_count             integer        count  of these, called by that day
--   away_count             integer        count  calls promised for a day of the month on which the person was away or no longer in the post
--   away_kept_count        integer        count  of these, called by that day
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
            when days.contact_count > 0 and days.contact_date > clocks.own_limit_date then 1
            else 0
        end) as is_late
    from int_contact_days as days
    left join fct_handover_clocks as clocks
        on days.client_id = clocks.client_id
        and days.contact_date >= clocks.started_date
        and days.contact_date < coalesce(clocks.ended_date, date '9000-01-01')
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
            where receipts.payment_date > clocks.own_limit_date
        ) as late_money_amount
    from receipts
    left join fct_handover_clocks as clocks
        on receipts.client_id = clocks.client_id
        and receipts.payment_date >= clocks.started_date
        and receipts.payment_date < coalesce(clocks.ended_date, date '9000-01-01')
    where receipts.employee_id is not null
    group by receipts.month, receipts.employee_id
),
work_days as (
    select
        posts.employee_id,
        dates.date_day,
        row_number() over (partition by posts.employee_id order by dates.date_day) as day_number
    from dim_employee_roles as posts
    cross join dim_settings as settings
    inner join dim_dates as dates
        on dates.date_day >= posts.valid_from
        and dates.date_day < posts.valid_to
        and dates.date_day <= settings.data_until
    left join fct_absences as absences
        on posts.employee_id = absences.employee_id and dates.date_day = absences.absence_date
    where posts.leg_code = 'hunters' and absences.employee_id is null
),
last_work_days as (
    select holders.month, holders.employee_id, max(days.day_number) as day_number
    from holders
    inner join work_days as days
        on holders.employee_id = days.employee_id and days.date_day <= holders.known_until
    group by holders.month, holders.employee_id
),
watched as (
    -- the first of the last fading_days on which the hunter was at work
    select last_days.month, last_days.employee_id, days.date_day as since_date
    from last_work_days as last_days
    cross join dim_settings as settings
    inner join work_days as days
        on last_days.employee_id = days.employee_id
        and days.day_number = last_days.day_number - settings.fading_days + 1
),
open_deals as (
    select
        holders.month,
        holders.known_until,
        deals.deal_id,
        deals.client_id,
        deals.owner_employee_id as employee_id,
        coalesce(deals.created_date < watched.since_date, false) as is_watched,
        days_after(holders.known_until, 1 - settings.fading_days) as calendar_since_date,
        coalesce(watched.since_date, days_after(holders.known_until, 1 - settings.fading_days)) as since_date
    from holders
    cross join dim_settings as settings
    inner join fct_deals as deals
        on holders.employee_id = deals.owner_employee_id
        and deals.created_date <= days_after(holders.known_until, -settings.fading_days)
        and coalesce(deals.closed_date, date '9000-01-01') > holders.known_until
    left join watched on holders.month = watched.month and holders.employee_id = watched.employee_id
    where deals.owner_leg_code = 'hunters' and deals.client_id is not null
),
spoken as (
    select open_deals.month, open_deals.deal_id, max(days.contact_date) as spoken_date
    from open_deals
    inner join int_contact_days as days
        on open_deals.client_id = days.client_id
        and days.contact_date >= open_deals.since_date
        and days.contact_date <= open_deals.known_until
    where days.leg_code = 'hunters' and days.contact_count > 0
    group by open_deals.month, open_deals.deal_id
),
silence as (
    select
        open_deals.month,
        open_deals.employee_id,
        count(*) filter (where open_deals.is_watched) as open_deal_count,
        count(*) filter (where open_deals.is_watched and spoken.deal_id is null) as silent_deal_count,
        count(*) filter (
            where coalesce(spoken.spoken_date < open_deals.calendar_since_date, true)
                and not (open_deals.is_watched and spoken.deal_id is null)
        ) as away_silent_count
    from open_deals
    left join spoken on open_deals.month = spoken.month and open_deals.deal_id = spoken.deal_id
    group by open_deals.month, open_deals.employee_id
),
follow_ups as (
    select
        due_month as month,
        employee_id,
        count(*) filter (where not is_away) as promised_count,
        count(*) filter (where is_kept and not is_away) as kept_count,
        count(*) filter (where is_away) as away_count,
        count(*) filter (where is_kept and is_away) as away_kept_count
    from int_due_promises
    where leg_code = 'hunters'
    group by due_month, employee_id
),
people as (
    select month, employee_id, true as is_in_post
    from holders
    union all
    select others.month, others.employee_id, false as is_in_post
    from (
        select month, employee_id from money
        union
        select month, employee_id from follow_ups
    ) as others
    left join holders on others.month = holders.month and others.employee_id = holders.employee_id
    where holders.employee_id is null
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
    coalesce(silence.away_silent_count, 0)::integer as away_silent_count,
    coalesce(follow_ups.promised_count, 0)::integer as promised_count,
    coalesce(follow_ups.kept_count, 0)::integer as kept_count,
    coalesce(follow_ups.away_count, 0)::integer as away_count,
    coalesce(follow_ups.away_kept_count, 0)::integer as away_kept_count
from people
left join work
    on people.is_in_post and people.month = work.month and people.employee_id = work.employee_id
left join gaps
    on people.is_in_post and people.month = gaps.month and people.employee_id = gaps.employee_id
left join money on people.month = money.month and people.employee_id = money.employee_id
left join silence
    on people.is_in_post and people.month = silence.month and people.employee_id = silence.employee_id
left join follow_ups on people.month = follow_ups.month and people.employee_id = follow_ups.employee_id
