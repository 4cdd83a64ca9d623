-- rollup_pay_figures: one figure that pay may hang on, of one person in one post of a month.
--   Who could have done something and did nothing has a 0, in months of which the source tells anything. No row means that
--   nothing is known.
-- grain: employee_id, metric_code, from_date
-- audiences: payroll
-- columns:
--   employee_id  varchar        id     dim_employees.employee_id
--   metric_code  varchar        code   figure of a pay plan, as pipelines/payroll/metrics.ts lists them
--   month        date           month  first day of the month
--   from_date    date           day    first day of the post in the month
--   until_date   date           day    first day no longer in the post or the month
--   numerator    decimal(18,6)  ratio  what is counted
--   denominator  decimal(18,6)  ratio  what that is divided by; null for counts
--   case_count   integer        count  independent cases behind a share; null where each row is one
--   deviation    double         ratio  one standard deviation of the numerator by chance, whole; for volumes and talk
--   verdict_code varchar        code   for volumes, what rollup_farmer_months says of the book
-- checks: unique(employee_id, metric_code, from_date), not_null(employee_id, metric_code, month, from_date, until_date, numerator), accepted(verdict_code, volumeVerdicts)
with known as (
    select distinct 'conversations' as metric_code, call_month as month
    from rollup_operator_days
    union
    select distinct 'results_accepted' as metric_code, offered_month as month
    from fct_handovers
    where to_leg_code = 'hunters'
    union
    select distinct 'results_accepted' as metric_code, accepted_month as month
    from fct_handovers
    where to_leg_code = 'hunters' and accepted_month is not null
    union
    select distinct 'deals_won' as metric_code, created_month as month
    from fct_deals
    union
    select distinct 'deals_won' as metric_code, closed_month as month
    from fct_deals
    where closed_month is not null
    union
    select distinct 'clients_revived' as metric_code, order_month as month
    from fct_orders
),
nothing_done as (
    select posts.employee_id, known.metric_code, posts.month, posts.from_date, posts.until_date
    from int_post_months as posts
    inner join known on posts.month = known.month
    where (known.metric_code = 'results_accepted' and posts.role = 'operator')
        or (known.metric_code = 'deals_won' and posts.role = 'hunter')
        or (
            known.metric_code in ('conversations', 'clients_revived')
            and posts.role in ('operator', 'hunter', 'farmer')
        )
),
parts as (
    select
        employee_id,
        metric_code,
        month,
        from_date,
        until_date,
        case_id,
        numerator,
        denominator,
        case when denominator > 0 then numerator::double end as day_value
    from rollup_pay_rows
    union all
    select
        employee_id,
        metric_code,
        month,
        from_date,
        until_date,
        cast(null as varchar) as case_id,
        cast(0 as decimal(18,6)) as numerator,
        cast(null as decimal(18,6)) as denominator,
        cast(null as double) as day_value
    from nothing_done
),
sums as (
    select
        employee_id,
        metric_code,
        month,
        from_date,
        until_date,
        sum(numerator) as numerator,
        sum(denominator) as denominator,
        nullif(count(distinct case_id), 0) as case_count,
        stddev_samp(day_value) * sqrt(count(day_value)) as talk_deviation
    from parts
    group by employee_id, metric_code, month, from_date, until_date
)
select
    sums.employee_id,
    sums.metric_code,
    sums.month,
    sums.from_date,
    sums.until_date,
    sums.numerator::decimal(18,6) as numerator,
    sums.denominator::decimal(18,6) as denominator,
    sums.case_count::integer as case_count,
    -- whole, so that the order in which rows are summed cannot show
    case
        when sums.metric_code = 'talk_minutes_share' then round(sums.talk_deviation)
        else round(books.change_deviation)
    end::double as deviation,
    books.verdict_code
from sums
left join rollup_farmer_months as books
    on sums.employee_id = books.employee_id
    and sums.month = books.month
    and sums.metric_code in ('volume_change', 'net_retention')
where sums.denominator is null or sums.denominator > 0
