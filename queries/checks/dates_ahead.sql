-- dates_ahead: events of days that have not come yet. Figures go up to the last day of events, so that one such day makes clients look asleep and months look empty. Correct the date where it was written and send the row again; an exchange of day and month is told by date: in sources.yaml.
-- ru: события дней, которые ещё не наступили. Показатели считаются до последнего дня событий, поэтому один такой день делает клиентов спящими, а месяцы пустыми. Исправьте дату там, где её записали, и пришлите строку снова; если перепутаны день и месяц, задайте date: в sources.yaml.
-- severity: warn
with days as (
    select 'calls' as entity, call_date as event_date from fct_calls
    union all
    select 'call_results' as entity, result_date as event_date from fct_call_results
    union all
    select 'deals' as entity, created_date as event_date from fct_deals
    union all
    select 'stage_events' as entity, entered_date as event_date from fct_stage_events
    union all
    select 'orders' as entity, order_date as event_date from fct_orders
    union all
    select 'invoices' as entity, invoice_date as event_date from fct_invoices
    union all
    select 'payments' as entity, payment_date as event_date from fct_payments
)
select days.entity, count(*)::integer as event_count, max(days.event_date) as last_date
from days
cross join dim_settings as settings
where settings.data_until > current_date + 1 and days.event_date > current_date + 1
group by days.entity
