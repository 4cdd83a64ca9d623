-- warm_intake: warm clients that the call centre offered each hunter in three months, and what became of them.
-- grain: employee_id
-- params:
--   month  date  first day of the last of the three months
-- columns:
--   employee_id        varchar  id     dim_employees.employee_id
--   employee_name      varchar  text   full name
--   received_count     integer  count  clients offered
--   accepted_count     integer  count  of these, accepted
--   returned_count     integer  count  of these, given back
--   decided_count      integer  count  of these, accepted, or neither accepted nor given back although the time for it was over
--   late_count         integer  count  of those, not accepted in time
--   present_count      integer  count  of the decided, those offered while the hunter was at work until the limit
--   present_late_count integer  count  of those, not accepted in time: only these tell of the person
--   contacted_count    integer  count  of the offered, those a hunter has spoken with
--   waiting_count      integer  count  of the offered, those that still wait for a first contact
-- checks: unique(employee_id), not_null(employee_id, employee_name, received_count, accepted_count, returned_count, decided_count, late_count, present_count, present_late_count, contacted_count, waiting_count)
-- personal: employee_name
-- roles: admin, director, head
-- page: hunters
-- team: employee_id
-- drill: warm_waiting
select
    people.employee_id,
    people.employee_name,
    count(*)::integer as received_count,
    (count(*) filter (where clients.accepted_date is not null))::integer as accepted_count,
    (count(*) filter (where clients.is_returned))::integer as returned_count,
    (count(*) filter (where clients.is_decided))::integer as decided_count,
    (count(*) filter (where clients.is_accepted_late))::integer as late_count,
    (count(*) filter (where clients.is_decided and not clients.is_hunter_away))::integer as present_count,
    (count(*) filter (
        where clients.is_accepted_late and not clients.is_hunter_away
    ))::integer as present_late_count,
    (count(*) filter (where clients.is_contacted))::integer as contacted_count,
    (count(*) filter (where clients.is_waiting))::integer as waiting_count
from rollup_warm_clients as clients
inner join dim_employees as people on clients.employee_id = people.employee_id
where clients.offered_month > months_after($month::date, -3) and clients.offered_month <= $month::date
group by people.employee_id, people.employee_name
order by people.employee_name, people.employee_id
