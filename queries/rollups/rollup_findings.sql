-- rollup_findings: what in a month is outside its norm and outside chance, worst first.
--   All of them: a page that shows fewer says how many it leaves out.
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
--   place               integer        count  1 for the person who is furthest from the norm of one finding
-- checks: unique(month, finding_code, subject_id), not_null(month, finding_code, severity, subject_id, place), accepted(finding_code, findingCodes)
with candidates as (
    select * from int_call_findings
    union all
    select * from int_handover_findings
    union all
    select * from int_base_findings
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
    actual_numerator,
    actual_denominator,
    norm_value,
    others_count,
    client_count,
    amount,
    place::integer as place
from ranked
