-- fct_deal_credits: who is paid for a won deal: whoever led it on the day it was won.
--   The CRM names today's owner. Where somebody else of the sellers won it, the client's owner on that day decides
--   between the two; where that is neither, both stand here and the deal waits until the CRM is put right.
-- grain: deal_id, employee_id
-- audiences: payroll
-- columns:
--   deal_id      varchar  id   fct_deals.deal_id
--   employee_id  varchar  id   dim_employees.employee_id
--   deal_date    date     day  day the deal was won
-- checks: unique(deal_id, employee_id), not_null(deal_id, employee_id, deal_date)
with wins as (
    select deal_id, value_at_latest(moved_employee_id, entered_at) as employee_id
    from fct_stage_events
    where status = 'won'
    group by deal_id
),
sellers as (
    select
        deals.deal_id,
        deals.closed_date as deal_date,
        deals.owner_employee_id,
        posts.employee_id as winner_employee_id,
        holders.owner_employee_id as holder_employee_id
    from fct_deals as deals
    left join wins on deals.deal_id = wins.deal_id
    left join dim_employee_roles as posts
        on wins.employee_id = posts.employee_id
        and deals.closed_date >= posts.valid_from
        and deals.closed_date < posts.valid_to
        and posts.role in ('hunter', 'farmer')
    left join fct_ownership as holders
        on deals.client_id = holders.client_id
        and deals.closed_date >= holders.valid_from
        and deals.closed_date < holders.valid_to
    where deals.status = 'won' and deals.closed_date is not null and deals.owner_employee_id is not null
)
select deal_id, owner_employee_id as employee_id, deal_date
from sellers
where coalesce(winner_employee_id, owner_employee_id) = owner_employee_id
    or coalesce(holder_employee_id, '') <> winner_employee_id
union all
select deal_id, winner_employee_id as employee_id, deal_date
from sellers
where winner_employee_id <> owner_employee_id
    and coalesce(holder_employee_id, '') <> owner_employee_id
