-- fct_invoices: one invoice.
-- grain: invoice_id
-- columns:
--   invoice_id         varchar        id     number of the invoice
--   client_id          varchar        id     dim_clients.client_id; null when the client is unknown
--   client_match_code  varchar        code   how the client was found
--   deal_id            varchar        id     fct_deals.deal_id
--   invoice_date       date           day    day of issue
--   invoice_month      date           month  first day of the month
--   due_date           date           day    day it should be paid
--   invoice_amount     decimal(18,2)  money  value of the invoice
--   product_group      varchar        text   group of goods
--   employee_id        varchar        id     dim_employees.employee_id of who issued it
--   leg_code           varchar        code   part of the relay that person worked in on that day
-- checks: unique(invoice_id), not_null(invoice_id, invoice_date, invoice_amount), accepted(client_match_code, clientMatchCodes)
with documents as (
    select
        invoices.*,
        client_reference(
            invoices.client_id, invoices.client_tax_id, invoices.client_phone, invoices.client_name
        ) as reference,
        name_key(invoices.issued_by) as employee_key
    from stage.invoices as invoices
    where invoices.issued_on is not null and invoices.amount is not null
)
select
    documents.invoice_id,
    clients.client_id,
    coalesce(clients.client_match_code, 'none') as client_match_code,
    documents.deal_id,
    documents.issued_on as invoice_date,
    month_of(documents.issued_on) as invoice_month,
    documents.due_on as due_date,
    documents.amount as invoice_amount,
    documents.product_group,
    people.employee_id,
    people.leg_code
from documents
left join int_client_references as clients on documents.reference = clients.client_reference
left join int_employee_posts as people
    on documents.employee_key = people.employee_key
    and documents.issued_on >= people.valid_from
    and documents.issued_on < people.valid_to
