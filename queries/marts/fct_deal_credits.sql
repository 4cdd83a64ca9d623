-- fct_deal_credits: who is paid for a won deal, and for which share of it.
--   The persons that the company's shares name; where they name none, whoever led the deal on the day it was won, whole.
--   The CRM names today's owner. Where somebody else of the sellers won it, the client's owner on that day decides
--   between the two; where that is neither, both stand here whole and the deal waits until the CRM or the shares say more.
--   A share of somebody whom the staff list does not know stands nowhere, so that the others sum to less than the deal.
-- grain: deal_id, employee_id
-- audiences: payroll
-- columns:
--   deal_id      varchar        id     fct_deals.deal_id
--   employee_id  varchar        id     dim_employees.employee_id
--   deal_date    date           day    day the deal was won
--   share        decimal(18,6)  ratio  part of the deal; they sum to 1 where the deal can be paid for
-- checks: unique(deal_id, employee_id), not_null(deal_id, employee_id, deal_date, share)
with shared as (
    select
        deals.deal_id,
        people.employee_id,
        deals.closed_date as deal_date,
        sum(round(shares.share, 6))::decimal(18,6) as share
    from stage.deal_shares as shares
    inner join fct_deals as deals on shares.deal_id = deals.deal_id
    left join int_employee_keys as people
        on name_key(shares.employee) = people.employee_key
        and deals.closed_date >= people.valid_from
        and deals.closed_date < people.valid_to
    where shares.share > 0 and deals.status = 'won' and deals.closed_date is not null
    group by deals.deal_id, people.employee_id, deals.closed_date
),
wins as (
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
    where deals.status = 'won'
        and deals.closed_date is not null
        and deals.owner_employee_id is not null
        and deals.deal_id not in (select deal_id from shared)
)
select deal_id, employee_id, deal_date, share
from shared
where employee_id is not null
union all
select deal_id, owner_employee_id as employee_id, deal_date, 1::decimal(18,6) as share
from sellers
where coalesce(winner_employee_id, owner_employee_id) = owner_employee_id
    or coalesce(holder_employee_id, '') <> winner_employee_id
union all
select deal_id, winner_employee_id as employee_id, deal_date, 1::decimal(18,6) as share
from sellers
where winner_employee_id <> owner_employee_id
    and coalesce(holder_employee_id, '') <> owner_employee_id
