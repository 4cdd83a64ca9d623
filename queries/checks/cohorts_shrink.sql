-- cohorts_shrink: a step of a cohort cannot hold more clients than the step before.
-- ru: на шаге когорты не может быть больше клиентов, чем на предыдущем.
-- severity: fail
select cohort_month, step_code, from_count, client_count
from rollup_cohort_months
where client_count > from_count
