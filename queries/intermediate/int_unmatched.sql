-- int_unmatched: one value of a source that met no client, no person or no call, in a month.
-- grain: month, kind_code, value
-- partition: month
-- columns:
--   month       date           month  first day of the month
--   kind_code   varchar        code   what met nothing: call_client, call_operator, result_call, result_operator, order_client, order_manager, payment_client, invoice_client, deal_client, deal_owner or handover_client
--   value       varchar        text   the value as the source wrote it
--   row_count   integer        count  rows that carry it
--   first_date  date           day    first day
--   last_date   date           day    last day
--   amount      decimal(18,2)  money  money of these rows; null for calls
-- checks: unique(month, kind_code, value), not_null(month, kind_code, value)
-- personal: value
with nobody as (
    select call_id, call_month, call_date
    from fct_calls
    where employee_id is null
        and direction <> 'internal'
        and call_date >= touched_from()
        and call_date < touched_until()
        and call_month in (select month from touched_months_forward)
),
strangers as (
    select calls.client_phone, company_date(calls.started_at) as call_date
    from stage.calls as calls
    left join int_client_phones as phones on calls.client_phone = phones.phone
    where phones.phone is null
        and calls.client_id is null
        and calls.direction <> 'internal'
        and calls.started_at >= touched_from_at()
        and calls.started_at < touched_until_at()
),
lost as (
    select
        month_of(call_date) as month,
        'call_client' as kind_code,
        coalesce(client_phone, '') as value,
        call_date as event_date,
        cast(null as decimal(18,2)) as amount
    from strangers
    union all
    select
        nobody.call_month as month,
        'call_operator' as kind_code,
        coalesce(numbers.operator, '') as value,
        nobody.call_date as event_date,
        cast(null as decimal(18,2)) as amount
    from nobody
    inner join stage.calls as numbers on nobody.call_id = numbers.call_id
    where numbers.started_at >= touched_from_at() and numbers.started_at < touched_until_at()
    union all
    select
        result_month as month,
        'result_call' as kind_code,
        result_id as value,
        result_date as event_date,
        cast(null as decimal(18,2)) as amount
    from fct_call_results
    where call_match_code = 'none'
        and result_date >= touched_from()
        and result_date < touched_until()
    union all
    select
        results.result_month as month,
        'result_operator' as kind_code,
        coalesce(filed.operator, '') as value,
        results.result_date as event_date,
        cast(null as decimal(18,2)) as amount
    from fct_call_results as results
    inner join stage.call_results as filed on results.result_id = filed.result_id
    where results.employee_id is null
        and results.result_date >= touched_from()
        and results.result_date < touched_until()
    union all
    select
        orders.order_month as month,
        'order_client' as kind_code,
        coalesce(documents.client_tax_id, documents.client_name, documents.client_phone, '') as value,
        orders.order_date as event_date,
        orders.order_amount as amount
    from fct_orders as orders
    inner join stage.orders as documents
        on orders.order_id = documents.order_id and orders.line_number = documents.line_number
    where orders.client_id is null
        and orders.order_date >= touched_from()
        and orders.order_date < touched_until()
    union all
    select
        orders.order_month as month,
        'order_manager' as kind_code,
        documents.manager as value,
        orders.order_date as event_date,
        orders.order_amount as amount
    from fct_orders as orders
    inner join stage.orders as documents
        on orders.order_id = documents.order_id and orders.line_number = documents.line_number
    where orders.employee_id is null
        and documents.manager is not null
        and orders.order_date >= touched_from()
        and orders.order_date < touched_until()
    union all
    select
        payments.payment_month as month,
        'payment_client' as kind_code,
        coalesce(documents.client_tax_id, documents.client_name, documents.client_phone, '') as value,
        payments.payment_date as event_date,
        payments.payment_amount as amount
    from fct_payments as payments
    inner join stage.payments as documents on payments.payment_id = documents.payment_id
    where payments.client_id is null
    union all
    select
        invoices.invoice_month as month,
        'invoice_client' as kind_code,
        coalesce(documents.client_tax_id, documents.client_name, documents.client_phone, '') as value,
        invoices.invoice_date as event_date,
        invoices.invoice_amount as amount
    from fct_invoices as invoices
    inner join stage.invoices as documents on invoices.invoice_id = documents.invoice_id
    where invoices.client_id is null
    union all
    select
        deals.created_month as month,
        'deal_client' as kind_code,
        coalesce(documents.client_name, documents.client_phone, documents.deal_name, '') as value,
        deals.created_date as event_date,
        deals.deal_amount as amount
    from fct_deals as deals
    inner join stage.deals as documents on deals.deal_id = documents.deal_id
    where deals.client_id is null
    union all
    select
        deals.created_month as month,
        'deal_owner' as kind_code,
        documents.owner as value,
        deals.created_date as event_date,
        deals.deal_amount as amount
    from fct_deals as deals
    inner join stage.deals as documents on deals.deal_id = documents.deal_id
    where deals.owner_employee_id is null and documents.owner is not null
    union all
    select
        handovers.offered_month as month,
        'handover_client' as kind_code,
        coalesce(documents.client_name, documents.client_phone, documents.handover_id) as value,
        handovers.offered_date as event_date,
        cast(null as decimal(18,2)) as amount
    from fct_handovers as handovers
    inner join stage.handovers as documents on handovers.handover_id = documents.handover_id
    where handovers.client_id is null
)
select
    month,
    kind_code,
    value,
    count(*)::integer as row_count,
    min(event_date) as first_date,
    max(event_date) as last_date,
    sum(amount)::decimal(18,2) as amount
from lost
where month in (select month from touched_months_forward)
group by month, kind_code, value
