-- rollup_script_days: companies by the day of their first conversation under a script version, and how many of
--   these conversations reached the primary goal. A company counts once a version: its later calls are no new evidence.
--   The same companies stand under each dimension; never add them up over dimensions.
-- grain: script_version, dimension_code, dimension_key, talk_date
-- columns:
--   script_version  varchar  id     dim_script_versions.script_version
--   dimension_code  varchar  code   all, list, industry, or acquaintance: new companies and those talked with before
--   dimension_key   varchar  text   the list, the industry, or new and known; empty for all and where the card says nothing
--   talk_date       date     day    day of the first conversation
--   company_count   integer  count  companies
--   goal_count      integer  count  of these, with the primary goal reached in that conversation
-- checks: unique(script_version, dimension_code, dimension_key, talk_date), not_null(script_version, dimension_code, dimension_key, talk_date, company_count, goal_count), accepted(dimension_code, scriptDimensions)
with firsts as (
    select client_id, script_version, min(first_talk_date) as talk_date
    from int_script_talks
    group by client_id, script_version
),
goals as (
    select distinct client_id, talk_date from int_goal_days
),
companies as (
    select
        firsts.script_version,
        firsts.talk_date,
        coalesce(cards.client_source, '') as list_key,
        coalesce(cards.industry, '') as industry_key,
        case when starts.first_talked_date < firsts.talk_date then 'known' else 'new' end as acquaintance_key,
        case when goals.client_id is null then 0 else 1 end as goal_count
    from firsts
    left join goals on firsts.client_id = goals.client_id and firsts.talk_date = goals.talk_date
    left join stage.clients as cards on firsts.client_id = cards.client_id
    left join int_client_starts as starts on firsts.client_id = starts.client_id
),
parts as (
    select script_version, 'all' as dimension_code, '' as dimension_key, talk_date, goal_count
    from companies
    union all
    select script_version, 'list', list_key, talk_date, goal_count
    from companies
    union all
    select script_version, 'industry', industry_key, talk_date, goal_count
    from companies
    union all
    select script_version, 'acquaintance', acquaintance_key, talk_date, goal_count
    from companies
)
select
    script_version,
    dimension_code,
    dimension_key,
    talk_date,
    count(*)::integer as company_count,
    sum(goal_count)::integer as goal_count
from parts
group by script_version, dimension_code, dimension_key, talk_date
