-- rollup_findings: what in a month is outside its norm and outside chance, worst first.
--   A share is judged by its Wilson limits: 95 % for a whole part of the relay, 99.8 % (z = 3.09) for one of
--   many people, who must also differ from the others. At most three people a finding.
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
--   client_count        integer        count  clients it concerns; null when it is not about clients
--   amount              decimal(18,2)  money  money it concerns; null when not known
-- checks: unique(month, finding_code, subject_id), not_null(month, finding_code, severity, subject_id), accepted(finding_code, findingCodes)
with operators as (
    select
        month,
        employee_id,
        sum(worked_day_count)::double as worked_day_count,
        sum(contact_count)::double as contact_count,
        sum(conversation_count)::double as conversation_count,
        sum(brief_count)::double as brief_count,
        sum(recorded_count)::double as recorded_count,
        sum(talk_seconds)::double as talk_seconds,
        max(talk_deviation_seconds) as talk_deviation_seconds,
        sum(company_count)::double as company_count,
        sum(goal_client_count)::double as goal_client_count
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
        sum(worked_day_count * talk_deviation_seconds * talk_deviation_seconds) as talk_variance,
        sum(company_count) as company_count,
        sum(goal_client_count) as goal_client_count
    from operators
    group by month
),
norms as (
    select
        month,
        max(low) filter (where norm_id = 'result_rate_per_company') as result_rate,
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
hunter_totals as (
    select
        month,
        sum(clock_count)::double as clock_count,
        sum(overdue_count)::double as overdue_count,
        sum(overdue_amount) as overdue_amount
    from rollup_hunter_months
    group by month
),
first_talks as (
    -- three months together: one month holds too few first talks with small clients
    select
        months.month,
        talks.employee_id,
        talks.leg_code,
        count(*)::double as talk_count,
        count(*) filter (where talks.is_dropped)::double as dropped_count
    from dim_months as months
    inner join fct_first_talks as talks
        on talks.decided_month > months_after(months.month, -3) and talks.decided_month <= months.month
    where talks.client_size = 'small' and talks.employee_id is not null
    group by months.month, talks.employee_id, talks.leg_code
),
talk_totals as (
    select
        month,
        leg_code,
        sum(talk_count) as talk_count,
        sum(dropped_count) as dropped_count
    from first_talks
    group by month, leg_code
),
waiting as (
    select
        months.month,
        coalesce(handovers.to_employee_id, '') as employee_id,
        count(*)::double as offered_count,
        count(*) filter (
            where coalesce(
                handovers.accepted_date, handovers.returned_date, days_after(months.known_until, 1)
            ) > company_date(handovers.due_at)
                and company_date(handovers.due_at) <= months.known_until
        )::double as late_count,
        count(distinct handovers.client_id) filter (
            where coalesce(
                handovers.accepted_date, handovers.returned_date, date '9000-01-01'
            ) > months.known_until
                and company_date(handovers.due_at) <= months.known_until
        ) as waiting_count
    from dim_months as months
    inner join fct_handovers as handovers
        on handovers.offered_date <= months.known_until
        and coalesce(
            handovers.accepted_date, handovers.returned_date, date '9000-01-01'
        ) >= months.month
    where handovers.to_leg_code = 'hunters' and handovers.handover_source = 'given'
    group by months.month, coalesce(handovers.to_employee_id, '')
),
waiting_totals as (
    select
        month,
        sum(offered_count) as offered_count,
        sum(late_count) as late_count,
        sum(waiting_count) as waiting_count
    from waiting
    group by month
),
farmer_totals as (
    select
        month,
        sum(now_amount)::double as now_amount,
        sum(base_amount)::double as base_amount
    from rollup_farmer_months
    group by month
),
farmers as (
    -- what the others kept is the measure, but never more than everything
    select
        farmers.month,
        farmers.employee_id,
        farmers.client_count,
        farmers.now_amount,
        farmers.base_amount,
        farmers.deviation_amount,
        least(1.0, coalesce(safe_ratio(
            farmer_totals.now_amount - farmers.now_amount::double,
            farmer_totals.base_amount - farmers.base_amount::double
        ), 1.0)) as kept_by_others
    from rollup_farmer_months as farmers
    inner join farmer_totals on farmers.month = farmer_totals.month
),
dormant_rates as (
    select
        base.month,
        base.went_dormant_count::double as went_dormant_count,
        lag(base.active_count + base.fading_count) over (order by base.month)::double as awake_count,
        months.is_complete
    from rollup_base_months as base
    inner join dim_months as months on base.month = months.month
),
dormant_moves as (
    select
        month,
        went_dormant_count,
        awake_count,
        is_complete,
        safe_ratio(went_dormant_count, awake_count) as dormant_rate,
        abs(
            safe_ratio(went_dormant_count, awake_count)
            - lag(safe_ratio(went_dormant_count, awake_count)) over (order by month)
        ) as moving_range
    from dormant_rates
),
dormant_limits as (
    -- process limits of the twelve months before: mean + 2.66 mean moving ranges, from six months on
    select
        month,
        went_dormant_count,
        awake_count,
        dormant_rate,
        is_complete,
        avg(dormant_rate) over (
            order by month rows between 12 preceding and 1 preceding
        ) + 2.66 * avg(moving_range) over (
            order by month rows between 12 preceding and 1 preceding
        ) as upper_limit,
        count(moving_range) over (order by month rows between 12 preceding and 1 preceding) as point_count
    from dormant_moves
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
        round(denominator * norm_value - numerator)::integer as client_count,
        cast(null as decimal(18,2)) as amount,
        norm_value - safe_ratio(numerator, denominator) as distance
    from centre_rate
    where wilson_high(numerator, denominator, 1.96) < norm_value
    union all
    select
        operators.month,
        'result_rate_low' as finding_code,
        'call_centre' as leg_code,
        2 as severity,
        operators.employee_id as subject_id,
        operators.goal_client_count as actual_numerator,
        operators.company_count as actual_denominator,
        least(norms.result_rate, safe_ratio(centre.goal_client_count, centre.company_count)) as norm_value,
        cast(null as integer) as client_count,
        cast(null as decimal(18,2)) as amount,
        safe_ratio(centre.goal_client_count, centre.company_count)
            - safe_ratio(operators.goal_client_count, operators.company_count) as distance
    from operators
    inner join centre on operators.month = centre.month
    inner join norms on operators.month = norms.month
    where wilson_high(operators.goal_client_count, operators.company_count, 3.09) < least(
        norms.result_rate, safe_ratio(centre.goal_client_count, centre.company_count)
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
        cast(null as integer) as client_count,
        cast(null as decimal(18,2)) as amount,
        norms.talk_minutes - safe_ratio(operators.talk_seconds / 60.0, operators.worked_day_count) as distance
    from operators
    inner join centre on operators.month = centre.month
    inner join norms on operators.month = norms.month
    where operators.worked_day_count >= 5
        and (
            operators.talk_seconds
            + 3.09 * operators.talk_deviation_seconds * sqrt(operators.worked_day_count)
        ) / operators.worked_day_count
        < least(norms.talk_minutes * 60.0, safe_ratio(centre.talk_seconds, centre.worked_day_count))
    union all
    select
        month,
        'handover_1_waiting' as finding_code,
        'hunters' as leg_code,
        1 as severity,
        '' as subject_id,
        late_count as actual_numerator,
        offered_count as actual_denominator,
        0.1 as norm_value,
        waiting_count::integer as client_count,
        cast(null as decimal(18,2)) as amount,
        safe_ratio(late_count, offered_count) as distance
    from waiting_totals
    where wilson_low(late_count, offered_count, 1.96) > 0.1
    union all
    select
        waiting.month,
        'handover_1_waiting' as finding_code,
        'hunters' as leg_code,
        2 as severity,
        waiting.employee_id as subject_id,
        waiting.late_count as actual_numerator,
        waiting.offered_count as actual_denominator,
        coalesce(safe_ratio(
            waiting_totals.late_count - waiting.late_count,
            waiting_totals.offered_count - waiting.offered_count
        ), 0.0) as norm_value,
        waiting.waiting_count::integer as client_count,
        cast(null as decimal(18,2)) as amount,
        safe_ratio(waiting.late_count, waiting.offered_count) as distance
    from waiting
    inner join waiting_totals on waiting.month = waiting_totals.month
    where waiting.employee_id <> ''
        and waiting.late_count >= 3
        and wilson_low(waiting.late_count, waiting.offered_count, 3.09) > greatest(
            coalesce(safe_ratio(
                waiting_totals.late_count - waiting.late_count,
                waiting_totals.offered_count - waiting.offered_count
            ), 0.0),
            0.1
        )
    union all
    select
        month,
        'handover_2_overdue' as finding_code,
        'hunters' as leg_code,
        1 as severity,
        '' as subject_id,
        overdue_count as actual_numerator,
        clock_count as actual_denominator,
        0.1 as norm_value,
        overdue_count::integer as client_count,
        overdue_amount as amount,
        safe_ratio(overdue_count, clock_count) as distance
    from hunter_totals
    where wilson_low(overdue_count, clock_count, 1.96) > 0.1
    union all
    select
        hunters.month,
        'hunter_keeps_clients' as finding_code,
        'hunters' as leg_code,
        2 as severity,
        hunters.employee_id as subject_id,
        hunters.overdue_count::double as actual_numerator,
        hunters.clock_count::double as actual_denominator,
        coalesce(safe_ratio(
            hunter_totals.overdue_count - hunters.overdue_count,
            hunter_totals.clock_count - hunters.clock_count
        ), 0.0) as norm_value,
        hunters.overdue_count as client_count,
        hunters.overdue_amount as amount,
        safe_ratio(hunters.overdue_count, hunters.clock_count) as distance
    from rollup_hunter_months as hunters
    inner join hunter_totals on hunters.month = hunter_totals.month
    where hunters.overdue_count >= 3
        and wilson_low(hunters.overdue_count, hunters.clock_count, 3.09) > greatest(
            coalesce(safe_ratio(
                hunter_totals.overdue_count - hunters.overdue_count,
                hunter_totals.clock_count - hunters.clock_count
            ), 0.0),
            0.1
        )
    union all
    select
        month,
        'farmer_volume_fell' as finding_code,
        'farmers' as leg_code,
        1 as severity,
        employee_id as subject_id,
        now_amount::double as actual_numerator,
        base_amount::double as actual_denominator,
        kept_by_others as norm_value,
        client_count,
        (base_amount - now_amount)::decimal(18,2) as amount,
        safe_ratio(base_amount - now_amount, base_amount) as distance
    from farmers
    where now_amount::double + 3.0 * deviation_amount < kept_by_others * base_amount::double
    union all
    select
        first_talks.month,
        'dropped_clients' as finding_code,
        first_talks.leg_code,
        2 as severity,
        first_talks.employee_id as subject_id,
        first_talks.dropped_count as actual_numerator,
        first_talks.talk_count as actual_denominator,
        coalesce(safe_ratio(
            talk_totals.dropped_count - first_talks.dropped_count,
            talk_totals.talk_count - first_talks.talk_count
        ), 0.0) as norm_value,
        first_talks.dropped_count::integer as client_count,
        cast(null as decimal(18,2)) as amount,
        safe_ratio(first_talks.dropped_count, first_talks.talk_count) as distance
    from first_talks
    inner join talk_totals
        on first_talks.month = talk_totals.month and first_talks.leg_code = talk_totals.leg_code
    where first_talks.dropped_count >= 3
        and wilson_low(first_talks.dropped_count, first_talks.talk_count, 2.58) > coalesce(safe_ratio(
            talk_totals.dropped_count - first_talks.dropped_count,
            talk_totals.talk_count - first_talks.talk_count
        ), 0.0)
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
        cast(null as integer) as client_count,
        cast(null as decimal(18,2)) as amount,
        1.0 - safe_ratio(operators.recorded_count, operators.conversation_count) as distance
    from operators
    inner join norms on operators.month = norms.month
    inner join centre on operators.month = centre.month
    where wilson_high(operators.recorded_count, operators.conversation_count, 3.09) < least(
        norms.recording_coverage - 0.05,
        safe_ratio(
            centre.recorded_count - operators.recorded_count,
            centre.conversation_count - operators.conversation_count
        )
    )
    union all
    select
        month,
        'dormant_growing' as finding_code,
        'farmers' as leg_code,
        2 as severity,
        '' as subject_id,
        went_dormant_count as actual_numerator,
        awake_count as actual_denominator,
        upper_limit as norm_value,
        went_dormant_count::integer as client_count,
        cast(null as decimal(18,2)) as amount,
        dormant_rate - upper_limit as distance
    from dormant_limits
    where is_complete and point_count >= 6 and dormant_rate > upper_limit
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
        cast(null as integer) as client_count,
        cast(null as decimal(18,2)) as amount,
        safe_ratio(operators.brief_count, operators.conversation_count) as distance
    from operators
    inner join centre on operators.month = centre.month
    where wilson_low(operators.brief_count, operators.conversation_count, 3.09) > 1.5 * safe_ratio(
        centre.brief_count - operators.brief_count,
        centre.conversation_count - operators.conversation_count
    )
),
ranked as (
    select
        candidates.*,
        row_number() over (
            partition by month, finding_code, subject_id = '' order by distance desc, subject_id
        ) as place
    from candidates
)
select
    month,
    finding_code,
    leg_code,
    severity,
    subject_id,
    actual_numerator::double as actual_numerator,
    actual_denominator::double as actual_denominator,
    norm_value::double as norm_value,
    client_count::integer as client_count,
    amount::decimal(18,2) as amount
from ranked
where place <= 3
