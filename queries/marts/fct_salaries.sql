-- fct_salaries: what the labour contract pays a person for a whole month, from a day on.
--   A row whose person nobody knows stays. Of several rows of one person and day the one loaded last is used.
-- grain: employee_reference, valid_from
-- audiences: payroll
-- columns:
--   employee_reference  varchar        text   person as the source names him
--   valid_from          date           day    first day
--   valid_to            date           day    first day no longer; the year 9000 where the source tells none
--   employee_id         varchar        id     dim_employees.employee_id; null when the person is unknown
--   monthly_amount      decimal(18,2)  money  salary of a whole month
--   full_time_share     double         ratio  part of full time the salary is for; 1 where the source tells none
--   personnel_number    varchar        text   number in the payroll program where the source tells one
--   is_used             boolean        flag   false where another row of the person and day takes its place
-- checks: unique(employee_reference, valid_from), not_null(employee_reference, valid_from, valid_to, monthly_amount, is_used), non_negative(monthly_amount)
-- personal: employee_reference
with named as (
    select
        salaries.employee as employee_reference,
        salaries.valid_from,
        coalesce(salaries.valid_to, date '9000-01-01') as valid_to,
        people.employee_id,
        salaries.monthly_amount,
        coalesce(salaries.full_time_share, 1) as full_time_share,
        salaries.personnel_number,
        salaries.load_id
    from stage.salaries as salaries
    left join int_employee_keys as people
        on name_key(salaries.employee) = people.employee_key
        and salaries.valid_from >= people.valid_from
        and salaries.valid_from < people.valid_to
    where salaries.monthly_amount is not null
)
select
    employee_reference,
    valid_from,
    valid_to,
    employee_id,
    monthly_amount,
    full_time_share,
    personnel_number,
    row_number() over (
        partition by coalesce(employee_id, employee_reference), valid_from
        order by load_id desc, monthly_amount desc, employee_reference
    ) = 1 as is_used
from named
