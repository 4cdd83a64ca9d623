-- warm_waiting: warm clients no hunter has spoken with yet on the last day of data, the longest waiting first.
-- grain: handover_id
-- params:
--   team_id  varchar  only clients of this team's people; null for everybody's
-- columns:
--   handover_id       varchar  id     fct_handovers.handover_id
--   client_id         varchar  id     dim_clients.client_id
--   client_name       varchar  text   company name
--   client_phone      varchar  text   number of the person who decides, else the company's
--   tax_id            varchar  id     tax number
--   client_size       varchar  code   large, medium, small or unknown
--   employee_id       varchar  id     dim_employees.employee_id of the hunter; null when unknown
--   employee_name     varchar  text   full name of the hunter; null when unknown
--   offered_date      date     day    day the client was offered
--   accepted_date     date     day    day the hunter accepted; null while not
--   wait_days         integer  days   days since the offer
--   is_accepted_late  boolean  flag   true when not accepted by the limit; false before it
--   all_waiting_count integer  count  clients that wait in all
-- checks: unique(handover_id), not_null(handover_id, client_id, client_size, offered_date, wait_days, is_accepted_late, all_waiting_count)
-- personal: client_name, employee_name, client_phone, tax_id
-- roles: admin, director, head
-- page: hunters
-- rows: 2000
select
    waiting.handover_id,
    waiting.client_id,
    clients.client_name,
    clients.client_phone,
    clients.tax_id,
    clients.client_size,
    waiting.employee_id,
    people.employee_name,
    waiting.offered_date,
    waiting.accepted_date,
    waiting.wait_days,
    waiting.is_accepted_late,
    (count(*) over ())::integer as all_waiting_count
from rollup_warm_clients as waiting
inner join dim_clients as clients on waiting.client_id = clients.client_id
left join dim_employees as people on waiting.employee_id = people.employee_id
where waiting.is_waiting and ($team_id::varchar is null or people.team_id = $team_id::varchar)
order by waiting.wait_days desc, waiting.handover_id
