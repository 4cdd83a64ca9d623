-- rollup_reconciliation_months: what each of the three sources says of a month, whether it agrees with the others or not.
-- grain: month, side_code
-- columns:
--   month        date           month  first day of the month
--   side_code    varchar        code   won: deals the CRM has as won; paid: receipts that name a deal; goal: results filed after calls
--   event_count  integer        count  deals, receipts or results
--   amount       decimal(18,2)  money  value of the deals, money of the receipts; null for results
-- checks: unique(month, side_code), not_null(month, side_code, event_count), accepted(side_code, reconciliationSides)
select
    closed_month as month,
    'won' as side_code,
    cast(count(*) as integer) as event_count,
    cast(coalesce(sum(deal_amount), 0) as decimal(18,2)) as amount
from fct_deals
where status = 'won' and closed_month is not null
group by closed_month
union all
select
    payments.payment_month as month,
    'paid' as side_code,
    cast(count(*) as integer) as event_count,
    cast(sum(payments.payment_amount) as decimal(18,2)) as amount
from fct_payments as payments
left join fct_invoices as invoices on payments.invoice_id = invoices.invoice_id
where coalesce(payments.deal_id, invoices.deal_id) is not null
group by payments.payment_month
union all
select
    result_month as month,
    'goal' as side_code,
    cast(count(*) as integer) as event_count,
    cast(null as decimal(18,2)) as amount
from fct_call_results
where result_code = 'goal'
group by result_month
