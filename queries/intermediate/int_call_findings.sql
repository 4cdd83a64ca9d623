-- int_call_findings: what is out of the ordinary in the call centre.
--   A share is judged by its Wilson limits: 95 % for a whole part of the relay, 99.8 % (z = 3.09) for one of
--   many people, who must also differ from the others. Results of one of them are compared over twelve months, conversation
--   with conversation of the same month, for a holiday leaves fewer conversations with as many companies; who meets
--   the calls to a goal of the norm is none. Talk is judged by the spread of days, from five of a person on; recordings from 5 points
--   below the norm on, and none before the first month with one, for a telephony that names no recordings tells of none;
--   short conversations from half as many again as the others have.
-- grain: month, finding_code, subject_id
-- columns:
--   month               date           month  first day of the month
--   finding_code        varchar        code   what is out of the ordinary
--   leg_code            varchar        code   part of the relay it concerns
--   severity            integer        count  1 worst to 3
--   subject_id          varchar        id     dim_employees.employee_id; empty when it concerns the whole part
--   actual_numerator    double         ratio  what is counted
--   actual_denominator  double         ratio  what it is divided by
--   norm_value          double         ratio  norm, limit, or the share of the others
--   others_count        integer        count  cases of the others that share is of; null where others are matched case by case or the norm is not theirs
--   client_count        integer        count  clients it concerns; null when it is not about clients
--   amount              decimal(18,2)  money  money it concerns; null when not known
--   distance            double         ratio  how far from the norm, to order the people of one finding
-- checks: unique(month, finding_code, subject_id), not_null(month, finding_code, severity, subject_id), accepted(finding_code, findingCodes)
with operators as (
    select
        month,
        employee_id,
        sum(worked_day_count)::double as worked_day_count,
        sum(conversation_count)::double as conversation_count,
        sum(brief_count)::double as brief_count,
        sum(recorded_count)::double as recorded_count,
        sum(talk_seconds)::double as talk_seconds,
        max(talk_deviation) as talk_deviation
    from rollup_operator_months
    where leg_code = 'call_centre'
    group by month, employee_id
),
centre as (
    select
        month,
        sum(worked_day_count) as worked_day_count,
        sum(conversation_count) as conversation_count,
        sum(brief_count) as brief_count,
        sum(recorded_count) as recorded_count,
        sum(talk_seconds) as talk_seconds,
        sum(operators.worked_day_count * talk_deviation * talk_deviation) as talk_variance
    from operators
    group by month
),
norms as (
    select
        month,
        max(low) filter (where norm_id = 'result_rate_per_company') as result_rate,
        1.0 / nullif(max(high) filter (where norm_id = 'calls_per_goal'), 0.0) as goal_rate,
        max(low) filter (where norm_id = 'talk_minutes_per_day') as talk_minutes,
        max(low) filter (where norm_id = 'recording_coverage') as recording_coverage
    from dim_norm_months
    group by month
),
centre_rate as (
    select
        calls.call_month as month,
        calls.goal_client_count::double as numerator,
        calls.attempt_client_count::double as denominator,
        norms.result_rate as norm_value
    from rollup_call_months as calls
    inner join norms on calls.call_month = norms.month
    where calls.leg_code = 'call_centre'
),
recorded_months as (
    select min(call_month) as first_month
    from rollup_call_months
    where recorded_count > 0
),
candidates as (
    select
        month,
        'result_rate_low' as finding_code,
        'call_centre' as leg_code,
        1 as severity,
        '' as subject_id,
        numerator as actual_numerator,
        denominator as actual_denominator,
        norm_value,
        cast(null as integer) as others_count,
        round(denominator * norm_value - numerator)::integer as client_count,
        cast(null as decimal(18,2)) as amount,
        norm_value - safe_ratio(numerator, denominator) as distance
    from centre_rate
    where wilson_high(numerator, denominator, 1.96) < norm_value
    union all
    select
        rates.month,
        'result_rate_low' as finding_code,
        'call_centre' as leg_code,
        2 as severity,
        rates.employee_id as subject_id,
        rates.goal_client_count::double as actual_numerator,
        rates.conversation_count::double as actual_denominator,
        safe_ratio(rates.others_hits, rates.alike_count) as norm_value,
        cast(null as integer) as others_count,
        cast(null as integer) as client_count,
        cast(null as decimal(18,2)) as amount,
        safe_ratio(rates.others_hits, rates.alike_count)
            - safe_ratio(rates.goal_client_count, rates.conversation_count) as distance
    from rollup_operator_rates as rates
    left join norms on rates.month = norms.month
    where rates.goal_client_count < rates.chance_low
        and coalesce(
            safe_ratio(rates.goal_client_count, rates.conversation_count) < norms.goal_rate, true
        )
    union all
    select
        centre.month,
        'talk_minutes_low' as finding_code,
        'call_centre' as leg_code,
        2 as severity,
        '' as subject_id,
        centre.talk_seconds / 60.0 as actual_numerator,
        centre.worked_day_count as actual_denominator,
        norms.talk_minutes as norm_value,
        cast(null as integer) as others_count,
        cast(null as integer) as client_count,
        cast(null as decimal(18,2)) as amount,
        norms.talk_minutes - safe_ratio(centre.talk_seconds / 60.0, centre.worked_day_count) as distance
    from centre
    inner join norms on centre.month = norms.month
    where (centre.talk_seconds + 1.96 * sqrt(centre.talk_variance)) / 60.0
        < norms.talk_minutes * centre.worked_day_count
    union all
    select
        operators.month,
        'talk_minutes_low' as finding_code,
        'call_centre' as leg_code,
        3 as severity,
        operators.employee_id as subject_id,
        operators.talk_seconds / 60.0 as actual_numerator,
        operators.worked_day_count as actual_denominator,
        norms.talk_minutes as norm_value,
        cast(null as integer) as others_count,
        cast(null as integer) as client_count,
        cast(null as decimal(18,2)) as amount,
        norms.talk_minutes - safe_ratio(operators.talk_seconds / 60.0, operators.worked_day_count) as distance
    from operators
    inner join centre on operators.month = centre.month
    inner join norms on operators.month = norms.month
    where operators.worked_day_count >= 5
        and (
            operators.talk_seconds
            + 3.09 * operators.talk_deviation * sqrt(operators.worked_day_count)
        ) / operators.worked_day_count
        < least(norms.talk_minutes * 60.0, safe_ratio(centre.talk_seconds, centre.worked_day_count))
    union all
    select
        operators.month,
        'recording_gaps' as finding_code,
        'call_centre' as leg_code,
        3 as severity,
        operators.employee_id as subject_id,
        operators.recorded_count as actual_numerator,
        operators.conversation_count as actual_denominator,
        norms.recording_coverage as norm_value,
        cast(null as integer) as others_count,
        cast(null as integer) as client_count,
        cast(null as decimal(18,2)) as amount,
        1.0 - safe_ratio(operators.recorded_count, operators.conversation_count) as distance
    from operators
    inner join norms on operators.month = norms.month
    inner join centre on operators.month = centre.month
    inner join recorded_months on operators.month >= recorded_months.first_month
    where wilson_high(operators.recorded_count, operators.conversation_count, 3.09) < least(
        norms.recording_coverage - 0.05,
        safe_ratio(
            centre.recorded_count - operators.recorded_count,
            centre.conversation_count - operators.conversation_count
        )
    )
    union all
    select
        operators.month,
        'padded_calls' as finding_code,
        'call_centre' as leg_code,
        2 as severity,
        operators.employee_id as subject_id,
        operators.brief_count as actual_numerator,
        operators.conversation_count as actual_denominator,
        safe_ratio(
            centre.brief_count - operators.brief_count,
            centre.conversation_count - operators.conversation_count
        ) as norm_value,
        centre.conversation_count - operators.conversation_count as others_count,
        cast(null as integer) as client_count,
        cast(null as decimal(18,2)) as amount,
        safe_ratio(operators.brief_count, operators.conversation_count) as distance
    from operators
    inner join centre on operators.month = centre.month
    where wilson_low(operators.brief_count, operators.conversation_count, 3.09) > 1.5 * safe_ratio(
        centre.brief_count - operators.brief_count,
        centre.conversation_count - operators.conversation_count
    )
)
select
    month,
    finding_code,
    leg_code,
    severity::integer as severity,
    subject_id,
    actual_numerator::double as actual_numerator,
    actual_denominator::double as actual_denominator,
    norm_value::double as norm_value,
    others_count::integer as others_count,
    client_count::integer as client_count,
    amount::decimal(18,2) as amount,
    distance::double as distance
from candidates
