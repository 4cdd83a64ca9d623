-- deal_shares_add_up: shares of a deal do not sum to 100 %, or name a person or a deal that nobody knows; nobody is paid for it until they do.
-- ru: доли сделки не дают вместе 100 % или в них указаны неизвестные сотрудник или сделка; за неё никому не начисляется, пока доли не исправят.
-- severity: warn
with known as (
    select
        shares.deal_id,
        round(shares.share, 6)::decimal(18,6) as share,
        case when deals.deal_id is null then 1 else 0 end as is_no_deal,
        case when deals.closed_date is not null and people.employee_id is null then 1 else 0 end as is_nobody
    from stage.deal_shares as shares
    left join fct_deals as deals on shares.deal_id = deals.deal_id
    left join int_employee_keys as people
        on name_key(shares.employee) = people.employee_key
        and deals.closed_date >= people.valid_from
        and deals.closed_date < people.valid_to
    where shares.share > 0
)
select deal_id, sum(share) as share_sum, sum(is_nobody)::integer as nobody_count, max(is_no_deal) = 1 as is_no_deal
from known
group by deal_id
having sum(share) <> 1 or sum(is_nobody) > 0 or max(is_no_deal) = 1
