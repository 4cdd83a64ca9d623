-- rollup_norm_months: what was done in a month of what a norm speaks of, by each person and by all together.
--   Of hunters and farmers counts who was at work in the post, though he called nobody.
--   A norm of a year is measured over the twelve months that end with this one, month by month added up:
--   the companies of its first month and the new ones of the others. An operator who did not call in the first 14 days of the
--   twelve months has not worked the year, and who called in no month before carried nothing over: too early, without numbers,
--   and not among all together. The age of a
--   potential is that of the last estimate on the month's last known day, of clients that hunters and farmers hold then.
--   Recordings are measured from the first month with one on: a telephony that names none tells of none.
-- grain: month, norm_id, employee_id
-- columns:
--   month        date     month  first day of the month
--   norm_id      varchar  code   name of the norm
--   employee_id  varchar  id     dim_employees.employee_id; empty for all together
--   leg_code     varchar  code   part of the relay; null for hunters and farmers together
--   numerator    double   ratio  what is counted; null while it is too early to judge
--   denominator  double   ratio  what it is divided by, people or worked days included; null while it is too early to judge
-- checks: unique(month, norm_id, employee_id), not_null(month, norm_id, employee_id)
with operators as (
    select
        month,
        employee_id,
        sum(worked_day_count) as worked_day_count,
        sum(conversation_count) as conversation_count,
        sum(recorded_count) as recorded_count,
        sum(talk_seconds) as talk_seconds,
        sum(company_count) as company_count,
        sum(new_company_count) as new_company_count,
        sum(carried_over_count) as carried_over_count,
        sum(goal_count) as goal_count,
        sum(goal_client_count) as goal_client_count,
        sum(useful_count) as useful_count
    from rollup_operator_months
    where leg_code = 'call_centre' and attempt_count > 0
    group by month, employee_id
),
year_companies as (
    -- the companies of the year: those of its first month and the new ones of the others
    select
        months.month,
        operators.employee_id,
        sum(
            case
                when operators.month = months_after(months.month, -11) then operators.company_count
                else operators.new_company_count
            end
        ) as company_count
    from dim_months as months
    inner join operators
        on operators.month > months_after(months.month, -12) and operators.month <= months.month
    group by months.month, operators.employee_id
),
first_days as (
    select employee_id, min(call_date) as call_date
    from rollup_operator_days
    where leg_code = 'call_centre' and attempt_count > 0
    group by employee_id
),
people as (
    select
        operators.month,
        operators.employee_id,
        operators.worked_day_count,
        operators.conversation_count,
        operators.recorded_count,
        operators.talk_seconds,
        operators.company_count,
        operators.goal_count,
        operators.goal_client_count,
        operators.useful_count,
        case when month_of(first_days.call_date) < operators.month then operators.carried_over_count end
            as carried_over_count,
        case
            when first_days.call_date < days_after(months_after(operators.month, -11), 14)
                then year_companies.company_count
        end as year_company_count,
        case when month_of(first_days.call_date) < operators.month then 1 end as carried_operator_count,
        case when first_days.call_date < days_after(months_after(operators.month, -11), 14) then 1 end
            as year_operator_count
    from operators
    left join first_days on operators.employee_id = first_days.employee_id
    inner join year_companies
        on operators.month = year_companies.month
        and operators.employee_id = year_companies.employee_id
),
everybody as (
    select
        month,
        employee_id,
        1 as operator_count,
        worked_day_count,
        conversation_count,
        recorded_count,
        talk_seconds,
        company_count,
        carried_over_count,
        carried_operator_count,
        goal_count,
        goal_client_count,
        useful_count,
        year_company_count,
        year_operator_count
    from people
    union all
    select
        month,
        '' as employee_id,
        count(*) as operator_count,
        sum(worked_day_count) as worked_day_count,
        sum(conversation_count) as conversation_count,
        sum(recorded_count) as recorded_count,
        sum(talk_seconds) as talk_seconds,
        sum(company_count) as company_count,
        sum(carried_over_count) as carried_over_count,
        sum(carried_operator_count) as carried_operator_count,
        sum(goal_count) as goal_count,
        sum(goal_client_count) as goal_client_count,
        sum(useful_count) as useful_count,
        sum(year_company_count) as year_company_count,
        sum(year_operator_count) as year_operator_count
    from people
    group by month
),
recorded_months as (
    select min(call_month) as first_month
    from rollup_call_months
    where recorded_count > 0
),
managers as (
    select
        month,
        employee_id,
        sum(conversation_client_count) as client_count
    from int_manager_months
    group by month, employee_id
),
estimates as (
    select months.month, months.known_until, potentials.client_id, max(potentials.estimated_on) as estimated_on
    from dim_months as months
    inner join stage.client_potentials as potentials on potentials.estimated_on <= months.known_until
    where potentials.potential_amount is not null
    group by months.month, months.known_until, potentials.client_id
),
ages as (
    select
        estimates.month,
        sum(days_between(estimates.estimated_on, estimates.known_until)) as age_days,
        count(*) as client_count
    from estimates
    inner join fct_ownership as owners
        on estimates.client_id = owners.client_id
        and owners.valid_from <= estimates.known_until
        and owners.valid_to > estimates.known_until
    where owners.leg_code in ('hunters', 'farmers') and owners.owner_employee_id is not null
    group by estimates.month
)
select
    everybody.month,
    norms.norm_id,
    everybody.employee_id,
    cast('call_centre' as varchar) as leg_code,
    case norms.norm_id
        when 'calls_per_goal' then everybody.conversation_count
        when 'companies_per_month' then everybody.company_count
        when 'results_per_month' then everybody.goal_client_count
        when 'carried_over' then everybody.carried_over_count
        when 'companies_per_year' then everybody.year_company_count
        when 'result_rate_per_call' then everybody.useful_count
        when 'result_rate_per_company' then everybody.goal_client_count
        when 'talk_minutes_per_day' then everybody.talk_seconds::double / 60.0
        when 'recording_coverage' then everybody.recorded_count
    end::double as numerator,
    case norms.norm_id
        when 'calls_per_goal' then everybody.goal_count
        when 'result_rate_per_call' then everybody.conversation_count
        when 'result_rate_per_company' then everybody.company_count
        when 'talk_minutes_per_day' then everybody.worked_day_count
        when 'recording_coverage' then everybody.conversation_count
        when 'carried_over' then everybody.carried_operator_count
        when 'companies_per_year' then everybody.year_operator_count
        else everybody.operator_count
    end::double as denominator
from dim_norm_months as norms
inner join everybody on norms.month = everybody.month
cross join recorded_months
where (norms.norm_id <> 'recording_coverage' or coalesce(everybody.month >= recorded_months.first_month, false))
    and norms.norm_id in (
        'calls_per_goal',
        'companies_per_month',
        'results_per_month',
        'carried_over',
        'companies_per_year',
        'result_rate_per_call',
        'result_rate_per_company',
        'talk_minutes_per_day',
        'recording_coverage'
    )
union all
select
    managers.month,
    cast('clients_per_manager' as varchar) as norm_id,
    managers.employee_id,
    cast(null as varchar) as leg_code,
    managers.client_count::double as numerator,
    cast(1 as double) as denominator
from managers
union all
select
    managers.month,
    cast('clients_per_manager' as varchar) as norm_id,
    cast('' as varchar) as employee_id,
    cast(null as varchar) as leg_code,
    sum(managers.client_count)::double as numerator,
    count(*)::double as denominator
from managers
group by managers.month
union all
select
    ages.month,
    cast('potential_refresh_days' as varchar) as norm_id,
    cast('' as varchar) as employee_id,
    cast(null as varchar) as leg_code,
    ages.age_days::double as numerator,
    ages.client_count::double as denominator
from ages
