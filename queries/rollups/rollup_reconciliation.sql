-- rollup_reconciliation: where CRM, accounting and telephony do not agree, one break a row.
--   A won deal is held against all its receipts so far, by the deal or by its invoice; a month's own payments and results
--   against what the CRM and the telephony have of them. A payment that names no deal is no break: farmers sell without.
-- grain: break_code, row_id
-- columns:
--   break_code   varchar        code   won_unpaid, won_refunded, won_part_paid, paid_not_won, paid_unknown_deal or goal_without_call
--   row_id       varchar        id     fct_deals.deal_id, fct_payments.payment_id or fct_call_results.result_id
--   month        date           month  first day of the month of the win, the payment or the result
--   event_date   date           day    day of it
--   deal_id      varchar        id     deal that is won or named; null for a result
--   client_id    varchar        id     dim_clients.client_id; null when the client is unknown
--   client_name  varchar        text   company name
--   employee_id  varchar        id     dim_employees.employee_id of the deal's owner, or of who filed the result
--   amount       decimal(18,2)  money  what of the deal is not paid, or what was paid; null for a result
-- checks: unique(break_code, row_id), not_null(break_code, row_id, month, event_date), accepted(break_code, reconciliationBreaks)
-- personal: client_name
with receipts as (
    select
        payments.payment_id,
        payments.payment_date,
        payments.payment_month,
        payments.payment_amount,
        payments.client_id,
        coalesce(payments.deal_id, invoices.deal_id) as deal_id
    from fct_payments as payments
    left join fct_invoices as invoices on payments.invoice_id = invoices.invoice_id
    where coalesce(payments.deal_id, invoices.deal_id) is not null
),
received as (
    select
        deal_id,
        sum(payment_amount) as received_amount,
        max(payment_amount) as largest_amount
    from receipts
    group by deal_id
),
wins as (
    select
        deals.deal_id,
        deals.closed_month,
        deals.closed_date,
        deals.client_id,
        deals.owner_employee_id,
        deals.deal_amount,
        coalesce(received.received_amount, 0) as received_amount,
        coalesce(received.largest_amount, 0) as largest_amount
    from fct_deals as deals
    left join received on deals.deal_id = received.deal_id
    where deals.status = 'won' and deals.closed_date is not null
),
breaks as (
    select
        case
            when received_amount > 0 then 'won_part_paid'
            when largest_amount > 0 then 'won_refunded'
            else 'won_unpaid'
        end as break_code,
        deal_id as row_id,
        closed_month as month,
        closed_date as event_date,
        deal_id,
        client_id,
        owner_employee_id as employee_id,
        cast(deal_amount - received_amount as decimal(18,2)) as amount
    from wins
    where deal_amount > received_amount
    union all
    select
        case when deals.deal_id is null then 'paid_unknown_deal' else 'paid_not_won' end as break_code,
        receipts.payment_id as row_id,
        receipts.payment_month as month,
        receipts.payment_date as event_date,
        receipts.deal_id,
        coalesce(receipts.client_id, deals.client_id) as client_id,
        deals.owner_employee_id as employee_id,
        cast(receipts.payment_amount as decimal(18,2)) as amount
    from receipts
    left join fct_deals as deals on receipts.deal_id = deals.deal_id
    where deals.deal_id is null or deals.status <> 'won'
    union all
    select
        'goal_without_call' as break_code,
        result_id as row_id,
        result_month as month,
        result_date as event_date,
        cast(null as varchar) as deal_id,
        client_id,
        employee_id,
        cast(null as decimal(18,2)) as amount
    from fct_call_results
    where result_code = 'goal' and call_id is null
)
select
    breaks.break_code,
    breaks.row_id,
    breaks.month,
    breaks.event_date,
    breaks.deal_id,
    breaks.client_id,
    clients.client_name,
    breaks.employee_id,
    breaks.amount
from breaks
left join dim_clients as clients on breaks.client_id = clients.client_id
-- a report reads one month of them
order by breaks.month
