-- int_handover_findings: what is out of the ordinary between the posts: clients that wait, are kept or dropped.
--   A share is judged by its Wilson limits: 95 % for a whole part of the relay, 99.8 % (z = 3.09) for one of
--   many people, who must also differ from the others by more than chance leaves to both sides:
--   3.09 deviations of drawing from both and half a client. Late is a finding beyond one in ten; of a person, from three on.
--   Every share is of what was due: passed on, or past its limit. A hunter answers for acceptances that fell due while
--   he was at work; those of his days away count for the part of the relay only.
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
with acceptances as (
    select
        offered_month as month,
        coalesce(to_employee_id, '') as employee_id,
        count(*)::double as due_count,
        count(*) filter (where is_late)::double as late_count,
        count(*) filter (where not is_taker_away)::double as present_count,
        count(*) filter (where is_late and not is_taker_away)::double as present_late_count
    from fct_handovers
    where to_leg_code = 'hunters' and is_decided
    group by offered_month, coalesce(to_employee_id, '')
),
acceptance_totals as (
    select
        month,
        sum(due_count) as due_count,
        sum(late_count) as late_count,
        sum(present_count) as present_count,
        sum(present_late_count) as present_late_count
    from acceptances
    group by month
),
hunters as (
    select
        month,
        employee_id,
        (passed_count + overdue_count)::double as due_count,
        (late_count + overdue_count)::double as late_count,
        overdue_amount
    from rollup_hunter_months
    where passed_count + overdue_count > 0
),
hunter_totals as (
    select
        month,
        sum(due_count) as due_count,
        sum(late_count) as late_count,
        sum(overdue_amount) as overdue_amount
    from hunters
    group by month
),
droppers as (
    -- who changed the post within the three months is named once
    select *
    from rollup_dropped_people
    where dropped_count >= 3 and dropped_count > chance_high
    qualify row_number() over (
        partition by month, employee_id order by dropped_count desc, leg_code
    ) = 1
),
candidates as (
    select
        month,
        'handover_1_waiting' as finding_code,
        'hunters' as leg_code,
        2 as severity,
        '' as subject_id,
        late_count as actual_numerator,
        due_count as actual_denominator,
        0.1 as norm_value,
        cast(null as integer) as others_count,
        late_count as client_count,
        cast(null as decimal(18,2)) as amount,
        safe_ratio(late_count, due_count) as distance
    from acceptance_totals
    where wilson_low(late_count, due_count, 1.96) > 0.1
    union all
    select
        acceptances.month,
        'handover_1_waiting' as finding_code,
        'hunters' as leg_code,
        2 as severity,
        acceptances.employee_id as subject_id,
        acceptances.present_late_count as actual_numerator,
        acceptances.present_count as actual_denominator,
        safe_ratio(
            acceptance_totals.present_late_count - acceptances.present_late_count,
            acceptance_totals.present_count - acceptances.present_count
        ) as norm_value,
        acceptance_totals.present_count - acceptances.present_count as others_count,
        acceptances.present_late_count as client_count,
        cast(null as decimal(18,2)) as amount,
        safe_ratio(acceptances.present_late_count, acceptances.present_count) as distance
    from acceptances
    inner join acceptance_totals on acceptances.month = acceptance_totals.month
    where acceptances.employee_id <> ''
        and acceptances.present_late_count >= 3
        and wilson_low(acceptances.present_late_count, acceptances.present_count, 3.09) > 0.1
        and share_excess(
            acceptances.present_late_count,
            acceptances.present_count,
            acceptance_totals.present_late_count - acceptances.present_late_count,
            acceptance_totals.present_count - acceptances.present_count
        ) > 3.09
    union all
    select
        month,
        'handover_2_overdue' as finding_code,
        'hunters' as leg_code,
        1 as severity,
        '' as subject_id,
        late_count as actual_numerator,
        due_count as actual_denominator,
        0.1 as norm_value,
        cast(null as integer) as others_count,
        late_count as client_count,
        overdue_amount as amount,
        safe_ratio(late_count, due_count) as distance
    from hunter_totals
    where wilson_low(late_count, due_count, 1.96) > 0.1
    union all
    select
        hunters.month,
        'hunter_keeps_clients' as finding_code,
        'hunters' as leg_code,
        2 as severity,
        hunters.employee_id as subject_id,
        hunters.late_count as actual_numerator,
        hunters.due_count as actual_denominator,
        safe_ratio(
            hunter_totals.late_count - hunters.late_count, hunter_totals.due_count - hunters.due_count
        ) as norm_value,
        hunter_totals.due_count - hunters.due_count as others_count,
        hunters.late_count as client_count,
        hunters.overdue_amount as amount,
        safe_ratio(hunters.late_count, hunters.due_count) as distance
    from hunters
    inner join hunter_totals on hunters.month = hunter_totals.month
    where hunters.late_count >= 3
        and wilson_low(hunters.late_count, hunters.due_count, 3.09) > 0.1
        and share_excess(
            hunters.late_count,
            hunters.due_count,
            hunter_totals.late_count - hunters.late_count,
            hunter_totals.due_count - hunters.due_count
        ) > 3.09
    union all
    select
        month,
        'dropped_clients' as finding_code,
        leg_code,
        2 as severity,
        employee_id as subject_id,
        dropped_count::double as actual_numerator,
        talk_count::double as actual_denominator,
        safe_ratio(others_hits, alike_count) as norm_value,
        cast(null as integer) as others_count,
        dropped_count::double as client_count,
        cast(null as decimal(18,2)) as amount,
        safe_ratio(dropped_count, talk_count) as distance
    from droppers
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
