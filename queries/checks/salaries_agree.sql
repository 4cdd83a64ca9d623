-- salaries_agree: a person has two different salaries from the same day; the one loaded last is used, correct the other.
-- ru: у человека с одного дня стоят два разных оклада; взят загруженный последним, другой исправьте.
-- severity: warn
select employee_id, valid_from
from fct_salaries
where employee_id is not null
group by employee_id, valid_from
having min(monthly_amount) < max(monthly_amount)
