-- int_employee_keys: who stands behind an id, name or extension on a day.
--   Days on which one key would mean two people are left out: nobody is guessed.
-- grain: employee_key, valid_from
-- columns:
--   employee_key  varchar  text  id, name, alias or extension as name_key() compares it
--   valid_from    date     day   first day the key means this person
--   valid_to      date     day   first day it no longer does; the year 9000 while it lasts
--   employee_id   varchar  id    dim_employees.employee_id
-- checks: unique(employee_key, valid_from), not_null(employee_key, valid_from, valid_to, employee_id)
-- personal: employee_key
with shared_names as (
    select employee_key
    from stg_employee_keys
    group by employee_key
    having count(*) > 1
),
extensions as (
    -- an open period ends where the next user of the number begins, or when the person leaves
    select
        periods.extension,
        periods.employee_id,
        periods.valid_from,
        coalesce(
            periods.valid_to,
            least(
                coalesce(
                    lead(periods.valid_from) over (
                        partition by periods.extension order by periods.valid_from, periods.employee_id
                    ),
                    date '9000-01-01'
                ),
                coalesce(employees.left_on, date '9000-01-01')
            )
        ) as valid_to
    from stage.employee_extensions as periods
    left join stage.employees as employees on periods.employee_id = employees.employee_id
    where periods.employee_id is not null
),
candidates as (
    -- a name nobody shares means its owner for ever; namesakes only while each is employed
    select
        names.employee_key,
        names.employee_id,
        case
            when shared_names.employee_key is null then date '1900-01-01'
            else coalesce(employees.hired_on, date '1900-01-01')
        end as valid_from,
        case
            when shared_names.employee_key is null then date '9000-01-01'
            else coalesce(employees.left_on, date '9000-01-01')
        end as valid_to
    from stg_employee_keys as names
    inner join stage.employees as employees on names.employee_id = employees.employee_id
    left join shared_names on names.employee_key = shared_names.employee_key
    union all
    select name_key(extension) as employee_key, employee_id, valid_from, valid_to
    from extensions
    where valid_to > valid_from
),
boundaries as (
    select employee_key, valid_from as boundary from candidates
    union
    select employee_key, valid_to as boundary from candidates
),
segments as (
    select
        employee_key,
        boundary as valid_from,
        lead(boundary) over (partition by employee_key order by boundary) as valid_to
    from boundaries
)
select
    segments.employee_key,
    segments.valid_from,
    segments.valid_to,
    min(candidates.employee_id) as employee_id
from segments
inner join candidates
    on segments.employee_key = candidates.employee_key
    and segments.valid_from >= candidates.valid_from
    and segments.valid_to <= candidates.valid_to
group by segments.employee_key, segments.valid_from, segments.valid_to
having count(distinct candidates.employee_id) = 1
