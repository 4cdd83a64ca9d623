-- base_adds_up: active, fading and dormant clients must be all that ever bought.
-- ru: активные, остывающие и спящие клиенты вместе должны дать всех, кто когда-либо покупал.
-- severity: fail
select month, ever_count, active_count, fading_count, dormant_count
from rollup_base_months
where active_count + fading_count + dormant_count <> ever_count
    or contact_active_count + contact_fading_count + contact_dormant_count <> contact_ever_count
