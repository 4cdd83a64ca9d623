-- stg_employee_keys: every way an id, name or alias of a person is written.
-- grain: employee_id, employee_key
-- columns:
--   employee_id   varchar  id    employees.employee_id
--   employee_key  varchar  text  id, name or alias as name_key() compares it
-- checks: unique(employee_id, employee_key), not_null(employee_id, employee_key)
-- personal: employee_key
with people as (
    select employee_id, employee_name, aliases
    from stage.employees
    where employee_name is not null
),
spellings as (
    select employee_id, employee_id as spelling from people
    union all
    select employee_id, employee_name as spelling from people
    union all
    select employee_id, unnest(string_split(aliases, ';')) as spelling from people
)
select distinct employee_id, name_key(spelling) as employee_key
from spellings
where name_key(spelling) is not null
