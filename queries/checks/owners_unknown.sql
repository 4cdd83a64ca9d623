-- owners_unknown: owners of clients that are no known person on that day.
-- ru: владелец клиента на этот день — неизвестный человек.
-- severity: warn
select client_id, valid_from, reason
from fct_ownership
where owner_employee_id is null
