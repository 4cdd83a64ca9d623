-- int_pay_relay_rows: what the figures of hand-overs and deals that pay may hang on are made of, row by row.
--   What a month's figure holds does not change with what becomes of its rows in later months.
-- grain: employee_id, metric_code, from_date, row_id
-- since: month
-- columns:
--   employee_id  varchar        id     dim_employees.employee_id
--   metric_code  varchar        code   results_accepted, deals_won, handovers_in_time_share or handovers_returned_share
--   month        date           month  first day of the month
--   from_date    date           day    first day of the post in the month
--   until_date   date           day    first day no longer in the post or the month
--   row_id       varchar        id     hand-over, deal or client
--   row_version  varchar        text   what of the row counts: it changes when the row does
--   case_id      varchar        id     independent case the row is part of; null where the row is one
--   numerator    decimal(18,6)  ratio  what the row adds to what is counted
--   denominator  decimal(18,6)  ratio  what it adds to what that is divided by; null for counts
-- checks: unique(employee_id, metric_code, from_date, row_id), not_null(employee_id, metric_code, month, from_date, until_date, row_id, row_version, numerator)
with passed as (
    select
        handover_id,
        from_employee_id,
        from_leg_code,
        to_leg_code,
        offered_date,
        accepted_date,
        returned_date,
        coalesce(returned_date >= accepted_date and month_of(returned_date) = accepted_month, false) as is_undone,
        coalesce(month_of(returned_date) = offered_month, false) as is_returned
    from fct_handovers
    where from_employee_id is not null
),
whole_deals as (
    select deal_id
    from fct_deal_credits
    group by deal_id
    having sum(share) = 1
),
clear_deals as (
    select credits.deal_id, credits.employee_id, credits.deal_date, credits.share
    from fct_deal_credits as credits
    inner join whole_deals on credits.deal_id = whole_deals.deal_id
),
hunter_months as (
    select employee_id, month, min(from_date) as from_date, max(until_date) as until_date
    from int_post_months
    where role = 'hunter'
    group by employee_id, month
),
clocks as (
    select
        hunters.employee_id,
        hunters.month,
        hunters.from_date,
        hunters.until_date,
        clocks.client_id,
        clocks.own_limit_date,
        clocks.passed_date,
        clocks.ended_date,
        coalesce(clocks.passed_date >= hunters.month and clocks.passed_date <= months.known_until, false) as is_passed
    from hunter_months as hunters
    inner join dim_months as months on hunters.month = months.month
    inner join fct_handover_clocks as clocks
        on hunters.employee_id = clocks.hunter_employee_id
        and clocks.started_date <= months.known_until
    where (clocks.passed_date >= hunters.month and clocks.passed_date <= months.known_until)
        or (
            coalesce(clocks.ended_date, date '9000-01-01') > months.known_until
            and clocks.own_limit_date < months.known_until
        )
)
select
    posts.employee_id,
    'results_accepted' as metric_code,
    posts.month,
    posts.from_date,
    posts.until_date,
    passed.handover_id as row_id,
    passed.accepted_date::varchar || case when passed.is_undone then ' given back' else '' end as row_version,
    cast(null as varchar) as case_id,
    case when passed.is_undone then 0 else 1 end::decimal(18,6) as numerator,
    cast(null as decimal(18,6)) as denominator
from int_post_months as posts
inner join passed
    on posts.employee_id = passed.from_employee_id
    and passed.accepted_date >= posts.from_date
    and passed.accepted_date < posts.until_date
where posts.role = 'operator' and passed.from_leg_code = 'call_centre' and passed.to_leg_code = 'hunters'
union all
select
    posts.employee_id,
    'deals_won' as metric_code,
    posts.month,
    posts.from_date,
    posts.until_date,
    deals.deal_id as row_id,
    deals.deal_date::varchar || case when deals.share < 1 then ' share ' || deals.share::varchar else '' end as row_version,
    cast(null as varchar) as case_id,
    deals.share::decimal(18,6) as numerator,
    cast(null as decimal(18,6)) as denominator
from int_post_months as posts
inner join clear_deals as deals
    on posts.employee_id = deals.employee_id
    and deals.deal_date >= posts.from_date
    and deals.deal_date < posts.until_date
where posts.role = 'hunter'
union all
select
    clocks.employee_id,
    'handovers_in_time_share' as metric_code,
    clocks.month,
    clocks.from_date,
    clocks.until_date,
    clocks.client_id as row_id,
    clocks.own_limit_date::varchar || case
        when clocks.is_passed and clocks.ended_date < clocks.passed_date
            then ' passed ' || clocks.passed_date::varchar || ', held until ' || clocks.ended_date::varchar
        when clocks.is_passed then ' passed ' || clocks.passed_date::varchar
        else ' held'
    end as row_version,
    cast(null as varchar) as case_id,
    case when clocks.is_passed and clocks.ended_date <= clocks.own_limit_date then 1 else 0 end::decimal(18,6) as numerator,
    1::decimal(18,6) as denominator
from clocks
union all
select
    posts.employee_id,
    'handovers_returned_share' as metric_code,
    posts.month,
    posts.from_date,
    posts.until_date,
    passed.handover_id as row_id,
    passed.offered_date::varchar || case when passed.is_returned then ' given back ' || passed.returned_date::varchar else '' end as row_version,
    cast(null as varchar) as case_id,
    case when passed.is_returned then 1 else 0 end::decimal(18,6) as numerator,
    1::decimal(18,6) as denominator
from int_post_months as posts
inner join passed
    on posts.employee_id = passed.from_employee_id
    and passed.offered_date >= posts.from_date
    and passed.offered_date < posts.until_date
where posts.role in ('operator', 'hunter', 'farmer')
