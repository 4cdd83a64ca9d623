-- handovers_in_order: clients accepted or given back before they were offered.
-- ru: клиенты приняты или возвращены раньше, чем их предложили.
-- severity: warn
select handover_id, offered_at, accepted_at, returned_at
from fct_handovers
where accepted_at < offered_at or returned_at < offered_at
