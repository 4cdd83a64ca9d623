-- script_mix: which companies two script versions met until a day, by list, industry and acquaintance.
--   The card's segment is left out: it is found out in the conversation, so that the script itself decides it.
-- grain: dimension_code, dimension_key
-- params:
--   script_version  varchar  the version judged
--   former_version  varchar  the version it is held against
--   until           date     last day counted
-- columns:
--   dimension_code        varchar  code   list, industry, or acquaintance: new companies and those talked with before
--   dimension_key         varchar  text   the list, the industry, or new and known; empty where the card says nothing
--   former_company_count  integer  count  companies of the former version
--   former_goal_count     integer  count  of these, with the primary goal reached in the first conversation
--   company_count         integer  count  companies of the version judged
--   goal_count            integer  count  of these, with the primary goal reached in the first conversation
-- checks: unique(dimension_code, dimension_key), not_null(dimension_code, dimension_key, former_company_count, former_goal_count, company_count, goal_count)
-- roles: admin, director, head
-- page: refusals
select
    dimension_code,
    dimension_key,
    coalesce(sum(company_count) filter (where script_version = $former_version::varchar), 0)::integer
        as former_company_count,
    coalesce(sum(goal_count) filter (where script_version = $former_version::varchar), 0)::integer
        as former_goal_count,
    coalesce(sum(company_count) filter (where script_version = $script_version::varchar), 0)::integer
        as company_count,
    coalesce(sum(goal_count) filter (where script_version = $script_version::varchar), 0)::integer
        as goal_count
from rollup_script_days
where dimension_code <> 'all'
    and talk_date <= $until::date
    and script_version in ($former_version::varchar, $script_version::varchar)
group by dimension_code, dimension_key
order by dimension_code, sum(company_count) desc, dimension_key
