-- fct_deal_money: one receipt or refund of a won deal, which its document or its invoice names.
-- grain: payment_id
-- audiences: payroll
-- columns:
--   payment_id      varchar        id     fct_payments.payment_id
--   deal_id         varchar        id     fct_deals.deal_id
--   payment_date    date           day    day the money came or went back
--   payment_amount  decimal(18,2)  money  money received; below 0 for a refund
-- checks: unique(payment_id), not_null(payment_id, deal_id, payment_date, payment_amount)
select
    payments.payment_id,
    deals.deal_id,
    payments.payment_date,
    payments.payment_amount
from fct_payments as payments
left join fct_invoices as invoices on payments.invoice_id = invoices.invoice_id
inner join fct_deals as deals on coalesce(payments.deal_id, invoices.deal_id) = deals.deal_id
where deals.status = 'won' and deals.closed_date is not null
