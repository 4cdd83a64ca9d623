-- rollup_company_years: different clients the call centre called in the twelve months that end with a month, if any; the month itself may be without calls.
-- grain: month
-- partition: month
-- columns:
--   month              date     month  first day of the last month
--   company_count      integer  count  different clients called in the twelve months
--   new_company_count  integer  count  of these, clients called for the first time ever
--   talked_count       integer  count  different clients with a conversation in the twelve months
-- checks: unique(month), not_null(month, company_count, new_company_count, talked_count)
with contacts as (
    select client_id, contact_month, conversation_count
    from int_contact_months
    where leg_code = 'call_centre'
        and contact_month > months_after(touched_from(), -12)
        and contact_month < touched_until()
),
follows as (
    -- a client counts once, by the last month of his that is in the twelve
    select
        contact_month,
        lead(contact_month) over (partition by client_id order by contact_month) as next_month
    from contacts
),
talk_follows as (
    select
        contact_month,
        lead(contact_month) over (partition by client_id order by contact_month) as next_month
    from contacts
    where conversation_count > 0
),
follow_counts as (
    select contact_month, next_month, count(*) as company_count, 0 as talked_count
    from follows
    group by contact_month, next_month
    union all
    select contact_month, next_month, 0 as company_count, count(*) as talked_count
    from talk_follows
    group by contact_month, next_month
),
ends as (
    select month
    from dim_months
    where month in (select month from touched_months_forward)
),
totals as (
    select
        ends.month,
        sum(follow_counts.company_count) as company_count,
        sum(follow_counts.talked_count) as talked_count
    from ends
    inner join follow_counts
        on follow_counts.contact_month <= ends.month
        and follow_counts.contact_month > months_after(ends.month, -12)
        and (follow_counts.next_month is null or follow_counts.next_month > ends.month)
    group by ends.month
),
firsts as (
    select client_id, min(contact_month) as first_month
    from int_contact_months
    where leg_code = 'call_centre'
    group by client_id
),
first_counts as (
    select first_month, count(*) as new_company_count
    from firsts
    group by first_month
),
news as (
    select ends.month, sum(first_counts.new_company_count) as new_company_count
    from ends
    inner join first_counts
        on first_counts.first_month <= ends.month
        and first_counts.first_month > months_after(ends.month, -12)
    group by ends.month
)
select
    totals.month,
    totals.company_count::integer as company_count,
    coalesce(news.new_company_count, 0)::integer as new_company_count,
    totals.talked_count::integer as talked_count
from totals
left join news on totals.month = news.month
