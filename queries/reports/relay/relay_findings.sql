-- relay_findings: what in a month is outside its norm and outside chance, worst first.
-- grain: finding_code, subject_id
-- params:
--   month  date  first day of the month
-- columns:
--   finding_code        varchar        code   what is out of the ordinary
--   leg_code            varchar        code   part of the relay it concerns
--   severity            integer        count  1 worst to 3
--   subject_id          varchar        id     dim_employees.employee_id; null when it concerns the whole part
--   subject_name        varchar        text   full name of that person
--   actual_numerator    double         ratio  what is counted
--   actual_denominator  double         ratio  what it is divided by
--   norm_value          double         ratio  norm, limit, or the share of the others
--   others_count        integer        count  cases of the others that share is of; null where others are matched case by case or the norm is not theirs
--   client_count        integer        count  clients it concerns; null when it is not about clients
--   amount              decimal(18,2)  money  money it concerns; null when not known
--   place               integer        count  1 for the person who is furthest from the norm of one finding
-- checks: not_null(finding_code, severity, place)
-- personal: subject_name
-- roles: admin, director, head
-- page: relay
-- team: subject_id
select
    findings.finding_code,
    findings.leg_code,
    findings.severity,
    nullif(findings.subject_id, '') as subject_id,
    people.employee_name as subject_name,
    findings.actual_numerator,
    findings.actual_denominator,
    findings.norm_value,
    findings.others_count,
    findings.client_count,
    findings.amount,
    findings.place
from rollup_findings as findings
left join dim_employees as people on findings.subject_id = people.employee_id
where findings.month = $month::date
order by
    findings.severity,
    findings.amount desc nulls last,
    findings.client_count desc nulls last,
    findings.finding_code,
    findings.subject_id
