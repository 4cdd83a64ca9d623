-- int_handover_findings: what is out of the ordinary between the posts: clients that wait, are kept or dropped.
--   A share is judged by its Wilson limits: 95 % for a whole part of the relay, 99.8 % (z = 3.09) for one of
--   many people, who must also differ from the others.
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
--   distance            double         ratio  how far from the norm, to order the people of one finding
-- checks: unique(month, finding_code, subject_id), not_null(month, finding_code, severity, subject_id), accepted(finding_code, findingCodes)
with hunter_totals as (
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
candidates as (
    select
        month,
        'handover_1_waiting' as finding_code,
        'hunters' as leg_code,
        2 as severity,
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
        and wilson_low(first_talks.dropped_count, first_talks.talk_count, 3.09) > coalesce(safe_ratio(
            talk_totals.dropped_count - first_talks.dropped_count,
            talk_totals.talk_count - first_talks.talk_count
        ), 0.0)
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
    client_count::integer as client_count,
    amount::decimal(18,2) as amount,
    distance::double as distance
from candidates
