-- base_states: the client base at the end of each of 36 months: awake, fading and dormant, and what moved.
-- grain: month
-- params:
--   month  date  first day of the last month shown
-- columns:
--   month                  date           month  first day of the month; the states are those of its last day
--   active_count           integer        count  clients awake by purchase
--   fading_count           integer        count  clients fading by purchase
--   dormant_count          integer        count  clients dormant by purchase
--   new_count              integer        count  clients with their first purchase day in the month
--   new_amount             decimal(18,2)  money  orders of these clients in the month
--   went_dormant_count     integer        count  clients that became dormant in the month
--   reactivated_count      integer        count  clients that bought again after being dormant
--   reactivated_amount     decimal(18,2)  money  orders of these clients from that day to the month's end
--   order_amount           decimal(18,2)  money  orders of the month
--   contact_active_count   integer        count  clients awake by contact
--   contact_fading_count   integer        count  clients fading by contact
--   contact_dormant_count  integer        count  clients dormant by contact
-- checks: unique(month), not_null(month, active_count, fading_count, dormant_count, new_count, went_dormant_count, reactivated_count, contact_active_count, contact_fading_count, contact_dormant_count)
-- roles: admin, director, head
-- page: base
-- drill: dormant_clients
select
    month,
    active_count,
    fading_count,
    dormant_count,
    new_count,
    new_amount,
    went_dormant_count,
    reactivated_count,
    reactivated_amount,
    order_amount,
    contact_active_count,
    contact_fading_count,
    contact_dormant_count
from rollup_base_months
where month > months_after($month::date, -36) and month <= $month::date
order by month
