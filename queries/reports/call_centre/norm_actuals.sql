-- norm_actuals: the norms that calls answer, with what each operator and all of them did in a month.
--   A norm of a year is measured over the twelve months that end with this one, month by month added up.
-- grain: norm_id, employee_id
-- params:
--   month  date  first day of the month
-- columns:
--   norm_id      varchar  code   name of the norm
--   employee_id  varchar  id     dim_employees.employee_id; null for all operators together
--   numerator    double   ratio  what is counted
--   denominator  double   ratio  what it is divided by; operators or worked days included
--   low          double   ratio  lower bound of the quotient
--   high         double   ratio  upper bound of the quotient
--   direction    varchar  code   up, down or band: which side is good
-- checks: not_null(norm_id, direction)
-- roles: admin, director, head
-- page: call_centre
with operators as (
    select
        employee_id,
        sum(worked_day_count) as worked_day_count,
        sum(conversation_count) as conversation_count,
        sum(recorded_count) as recorded_count,
        sum(talk_seconds) as talk_seconds,
        sum(company_count) as company_count,
        sum(carried_over_count) as carried_over_count,
        sum(goal_count) as goal_count,
        sum(goal_client_count) as goal_client_count,
        sum(useful_count) as useful_count
    from rollup_operator_months
    where month = $month::date and leg_code = 'call_centre' and attempt_count > 0
    group by employee_id
),
year_companies as (
    -- the companies of the year: those of its first month and the new ones of the others
    select
        employee_id,
        sum(
            case when month = months_after($month::date, -11) then company_count else new_company_count end
        ) as company_count
    from rollup_operator_months
    where month > months_after($month::date, -12) and month <= $month::date and leg_code = 'call_centre'
    group by employee_id
),
people as (
    select operators.*, year_companies.company_count as year_company_count
    from operators
    left join year_companies on operators.employee_id = year_companies.employee_id
),
everybody as (
    select
        employee_id,
        1 as operator_count,
        worked_day_count,
        conversation_count,
        recorded_count,
        talk_seconds,
        company_count,
        carried_over_count,
        goal_count,
        goal_client_count,
        useful_count,
        year_company_count
    from people
    union all
    select
        cast(null as varchar) as employee_id,
        count(*) as operator_count,
        sum(worked_day_count) as worked_day_count,
        sum(conversation_count) as conversation_count,
        sum(recorded_count) as recorded_count,
        sum(talk_seconds) as talk_seconds,
        sum(company_count) as company_count,
        sum(carried_over_count) as carried_over_count,
        sum(goal_count) as goal_count,
        sum(goal_client_count) as goal_client_count,
        sum(useful_count) as useful_count,
        sum(year_company_count) as year_company_count
    from people
)
select
    norms.norm_id,
    everybody.employee_id,
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
        else everybody.operator_count
    end::double as denominator,
    norms.low,
    norms.high,
    norms.direction
from dim_norm_months as norms
cross join everybody
where norms.month = $month::date
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
order by norms.norm_id, everybody.employee_id nulls first
