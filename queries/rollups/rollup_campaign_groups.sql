-- rollup_campaign_groups: what the clients of a campaign bought in its time, those worked and those held out by lot.
--   Everybody who was assigned counts, reached or not; to leave out those who were not reached would flatter the calls.
-- grain: campaign_id, is_control
-- columns:
--   campaign_id        varchar        id     dim_campaigns.campaign_id
--   is_control         boolean        flag   true for the clients held out
--   client_count       integer        count  clients assigned
--   returned_count     integer        count  of these, with a purchase day within revival_days of the start
--   order_amount       decimal(18,2)  money  orders less returns of these days
--   amount_squares     double         ratio  sum of each client's squared amount, for the interval
--   last_watched_date  date           day    last day that counts, or the last day of data while that is to come
--   is_complete        boolean        flag   true when every day that counts has passed
-- checks: unique(campaign_id, is_control), not_null(campaign_id, is_control, client_count, returned_count, order_amount, last_watched_date, is_complete), refers(campaign_id, dim_campaigns.campaign_id)
with members as (
    select
        members.campaign_id,
        members.client_id,
        coalesce(members.is_control, false) as is_control,
        campaigns.started_date,
        days_after(campaigns.started_date, settings.revival_days) as watched_until,
        settings.data_until
    from stage.campaign_members as members
    inner join dim_campaigns as campaigns on members.campaign_id = campaigns.campaign_id
    cross join dim_settings as settings
    where campaigns.started_date <= settings.data_until
),
bought as (
    select
        members.campaign_id,
        members.client_id,
        sum(orders.order_amount)::decimal(38,2) as order_amount,
        count(*) filter (where orders.order_amount >= 0) as purchase_count
    from members
    inner join fct_orders as orders
        on members.client_id = orders.client_id
        and orders.order_date >= members.started_date
        and orders.order_date < members.watched_until
    group by members.campaign_id, members.client_id
)
select
    members.campaign_id,
    members.is_control,
    count(*)::integer as client_count,
    (count(*) filter (where bought.purchase_count > 0))::integer as returned_count,
    coalesce(sum(bought.order_amount), 0)::decimal(18,2) as order_amount,
    -- exact, so that the same clients give the same sum in any order
    coalesce(sum(bought.order_amount * bought.order_amount), 0)::double as amount_squares,
    least(max(days_after(members.watched_until, -1)), max(members.data_until)) as last_watched_date,
    max(days_after(members.watched_until, -1)) <= max(members.data_until) as is_complete
from members
left join bought
    on members.campaign_id = bought.campaign_id and members.client_id = bought.client_id
group by members.campaign_id, members.is_control
