-- fct_payments: one receipt of money; refunds are negative.
--   A receipt that names no client belongs to the client of its deal or invoice.
-- grain: payment_id
-- columns:
--   payment_id         varchar        id     number of the receipt
--   client_id          varchar        id     dim_clients.client_id; null when the client is unknown
--   client_match_code  varchar        code   how the client was found
--   deal_id            varchar        id     fct_deals.deal_id
--   invoice_id         varchar        id     fct_invoices.invoice_id
--   payment_date       date           day    day the money came
--   payment_month      date           month  first day of the month
--   payment_amount     decimal(18,2)  money  money received
--   product_group      varchar        text   group of goods
--   employee_id        varchar        id     dim_employees.employee_id of the person named in the document
--   leg_code           varchar        code   part of the relay that person worked in on that day
-- checks: unique(payment_id), not_null(payment_id, payment_date, payment_amount), accepted(client_match_code, clientMatchCodes)
with documents as (
    select
        payments.*,
        client_reference(
            payments.client_id, payments.client_tax_id, payments.client_phone, payments.client_name
        ) as reference,
        name_key(payments.manager) as employee_key
    from stage.payments as payments
    where payments.paid_on is not null and payments.amount is not null
)
select
    documents.payment_id,
    coalesce(clients.client_id, deals.client_id, invoices.client_id) as client_id,
    case
        when clients.client_id is not null then clients.client_match_code
        when coalesce(deals.client_id, invoices.client_id) is not null then 'given'
        else 'none'
    end as client_match_code,
    documents.deal_id,
    documents.invoice_id,
    documents.paid_on as payment_date,
    month_of(documents.paid_on) as payment_month,
    documents.amount as payment_amount,
    documents.product_group,
    people.employee_id,
    people.leg_code
from documents
left join int_client_references as clients on documents.reference = clients.client_reference
left join fct_deals as deals on documents.deal_id = deals.deal_id
left join fct_invoices as invoices on documents.invoice_id = invoices.invoice_id
left join int_employee_posts as people
    on documents.employee_key = people.employee_key
    and documents.paid_on >= people.valid_from
    and documents.paid_on < people.valid_to
