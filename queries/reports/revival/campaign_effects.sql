-- campaign_effects: each campaign with clients held out by lot: how many of both groups bought in its time, and for how much.
-- grain: campaign_id
-- columns:
--   campaign_id             varchar        id     dim_campaigns.campaign_id
--   campaign_name           varchar        text   name people use
--   campaign_kind           varchar        code   cold, revival or other
--   started_date            date           day    first day
--   last_watched_date       date           day    last day whose purchases count so far
--   is_complete             boolean        flag   true when every day that counts has passed
--   treated_count           integer        count  clients to be called
--   treated_returned_count  integer        count  of these, with a purchase
--   treated_amount          decimal(18,2)  money  their orders less returns
--   treated_amount_squares  double         ratio  sum of their squared amounts, for the interval
--   control_count           integer        count  clients held out by lot
--   control_returned_count  integer        count  of these, with a purchase
--   control_amount          decimal(18,2)  money  their orders less returns
--   control_amount_squares  double         ratio  sum of their squared amounts, for the interval
-- checks: unique(campaign_id), not_null(campaign_id, started_date, last_watched_date, is_complete, treated_count, treated_returned_count, treated_amount, treated_amount_squares, control_count, control_returned_count, control_amount, control_amount_squares)
-- roles: admin, director, head
-- page: revival
select
    campaigns.campaign_id,
    campaigns.campaign_name,
    campaigns.campaign_kind,
    campaigns.started_date,
    treated.last_watched_date,
    treated.is_complete,
    treated.client_count as treated_count,
    treated.returned_count as treated_returned_count,
    treated.order_amount as treated_amount,
    treated.amount_squares as treated_amount_squares,
    control.client_count as control_count,
    control.returned_count as control_returned_count,
    control.order_amount as control_amount,
    control.amount_squares as control_amount_squares
from dim_campaigns as campaigns
inner join rollup_campaign_groups as treated
    on campaigns.campaign_id = treated.campaign_id and not treated.is_control
inner join rollup_campaign_groups as control
    on campaigns.campaign_id = control.campaign_id and control.is_control
order by campaigns.started_date desc, campaigns.campaign_id
