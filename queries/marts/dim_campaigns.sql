-- dim_campaigns: one planned effort on a list of clients, with the size of its list.
-- grain: campaign_id
-- columns:
--   campaign_id    varchar  id     identifier of the campaign
--   campaign_name  varchar  text   name people use
--   campaign_kind  varchar  code   cold, revival or other
--   started_date   date     day    first day
--   ended_date     date     day    first day after the campaign
--   treated_count  integer  count  clients worked
--   control_count  integer  count  clients held out by lot
-- checks: unique(campaign_id), not_null(campaign_id, started_date), accepted(campaign_kind, campaignKinds)
with members as (
    select
        campaign_id,
        count(*) filter (where not is_control) as treated_count,
        count(*) filter (where is_control) as control_count
    from stage.campaign_members
    group by campaign_id
)
select
    campaigns.campaign_id,
    campaigns.campaign_name,
    campaigns.campaign_kind,
    campaigns.started_on as started_date,
    campaigns.ended_on as ended_date,
    coalesce(members.treated_count, 0)::integer as treated_count,
    coalesce(members.control_count, 0)::integer as control_count
from stage.campaigns as campaigns
left join members on campaigns.campaign_id = members.campaign_id
where campaigns.started_on is not null
