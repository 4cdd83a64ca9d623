-- rollup_entered_months: clients whose card one person made in a month, and what the card was made for.
--   Invoiced: an invoice or a purchase from the day of the card to fading_days after it. Claimed: none, and the person
--   holds the client. Only cards whose time has run out.
-- grain: month, employee_id
-- columns:
--   month           date     month  first day of the month the card was made in
--   employee_id     varchar  id     dim_employees.employee_id of who made it
--   entered_count   integer  count  cards made
--   invoiced_count  integer  count  of these, with an invoice or a purchase soon after
--   claimed_count   integer  count  of the others, held by the same person on the last day of data
-- checks: unique(month, employee_id), not_null(month, employee_id, entered_count, invoiced_count, claimed_count)
with papers as (
    select client_id, invoice_date as paper_date
    from fct_invoices
    where client_id is not null
    union all
    select client_id, purchase_date as paper_date
    from int_purchase_days
),
cards as (
    select
        clients.client_id,
        clients.created_date,
        clients.created_by_employee_id,
        coalesce(clients.owner_employee_id = clients.created_by_employee_id, false) as is_own,
        settings.fading_days
    from dim_clients as clients
    cross join dim_settings as settings
    where clients.created_by_employee_id is not null
        and days_after(clients.created_date, settings.fading_days) <= settings.data_until
),
invoiced as (
    select distinct cards.client_id
    from cards
    inner join papers
        on cards.client_id = papers.client_id
        and papers.paper_date >= cards.created_date
        and papers.paper_date <= days_after(cards.created_date, cards.fading_days)
)
select
    month_of(cards.created_date) as month,
    cards.created_by_employee_id as employee_id,
    count(*)::integer as entered_count,
    count(invoiced.client_id)::integer as invoiced_count,
    (count(*) filter (where invoiced.client_id is null and cards.is_own))::integer as claimed_count
from cards
left join invoiced on cards.client_id = invoiced.client_id
group by month_of(cards.created_date), cards.created_by_employee_id
