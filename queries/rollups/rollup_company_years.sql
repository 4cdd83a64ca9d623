-- rollup_company_years: different clients the call centre called in the twelve months that end with a month in which it called any.
--   A client stays in the count for twelve months after a call, or until the next one, which carries him on.
-- grain: month
-- columns:
--   month              date     month  first day of the last month
--   company_count      integer  count  different clients called in the twelve months
--   new_company_count  integer  count  of these, clients called for the first time ever
--   talked_count       integer  count  different clients with a conversation in the twelve months
-- checks: unique(month), not_null(month, company_count, new_company_count, talked_count)
with contacts as (
    select
        client_id,
        contact_month,
        lead(contact_month) over (partition by client_id order by contact_month) as next_month
    from int_contact_months
    where leg_code = 'call_centre'
),
spans as (
    select
        client_id,
        contact_month,
        least(coalesce(next_month, date '9000-01-01'), months_after(contact_month, 12)) as until_month
    from contacts
),
firsts as (
    select client_id, min(contact_month) as first_month
    from contacts
    group by client_id
),
moves as (
    select contact_month as month, count(*) as move
    from spans
    group by contact_month
    union all
    select until_month as month, -count(*) as move
    from spans
    group by until_month
),
talks as (
    select
        client_id,
        contact_month,
        lead(contact_month) over (partition by client_id order by contact_month) as next_month
    from int_contact_months
    where leg_code = 'call_centre' and conversation_count > 0
),
talk_moves as (
    select contact_month as month, count(*) as move
    from talks
    group by contact_month
    union all
    select
        least(coalesce(next_month, date '9000-01-01'), months_after(contact_month, 12)) as month,
        -count(*) as move
    from talks
    group by least(coalesce(next_month, date '9000-01-01'), months_after(contact_month, 12))
),
first_counts as (
    select first_month, count(*) as new_company_count
    from firsts
    group by first_month
),
called as (
    select distinct contact_month as month
    from contacts
),
totals as (
    select called.month, sum(moves.move) as company_count
    from called
    inner join moves on moves.month <= called.month
    group by called.month
),
talked as (
    select called.month, sum(talk_moves.move) as talked_count
    from called
    inner join talk_moves on talk_moves.month <= called.month
    group by called.month
),
news as (
    select called.month, sum(first_counts.new_company_count) as new_company_count
    from called
    inner join first_counts
        on first_counts.first_month <= called.month
        and first_counts.first_month > months_after(called.month, -12)
    group by called.month
)
select
    totals.month,
    totals.company_count::integer as company_count,
    coalesce(news.new_company_count, 0)::integer as new_company_count,
    coalesce(talked.talked_count, 0)::integer as talked_count
from totals
left join news on totals.month = news.month
left join talked on totals.month = talked.month
