-- fct_absences: one day a person was away.
-- grain: employee_id, absence_date
-- columns:
--   employee_id   varchar  id    dim_employees.employee_id
--   absence_date  date     day   company-local day away
--   absence_kind  varchar  code  vacation, sick, training or other
-- checks: unique(employee_id, absence_date), not_null(employee_id, absence_date), accepted(absence_kind, absenceKinds)
with periods as (
    select
        people.employee_id,
        absences.started_on,
        absences.ended_on,
        absences.absence_kind
    from stage.absences as absences
    inner join int_employee_keys as people
        on name_key(absences.employee) = people.employee_key
        and absences.started_on >= people.valid_from
        and absences.started_on < people.valid_to
)
select periods.employee_id, dates.date_day as absence_date, min(periods.absence_kind) as absence_kind
from periods
inner join dim_dates as dates
    on dates.date_day >= periods.started_on and dates.date_day < periods.ended_on
group by periods.employee_id, dates.date_day
