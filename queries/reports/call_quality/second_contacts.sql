-- second_contacts: what came of clients after their first refusal, by the month of that refusal, over 24 months.
--   Counts after client_count are of the decided clients only: those whose time had run out by the last day of data.
-- grain: month
-- params:
--   month  date  first day of the last month
-- columns:
--   month           date     month  first day of the month of the first refusal
--   script_version  varchar  id     script under which most of these clients refused
--   client_count    integer  count  clients that refused for the first time
--   decided_count   integer  count  of these, clients whose time has run out
--   again_count     integer  count  of the decided, clients spoken with on a later day
--   softened_count  integer  count  of these, clients that did not refuse that time
--   goal_count      integer  count  of the decided, clients with a primary goal after it
--   maturity_days   integer  days   days after which a client's time has run out
-- checks: not_null(month, client_count, decided_count, again_count, softened_count, goal_count, maturity_days)
-- roles: admin, director, head
-- page: call_quality
with versions as (
    select month, script_version, sum(client_count) as client_count
    from rollup_first_refusals
    where month > months_after($month::date, -24) and month <= $month::date
    group by month, script_version
)
select
    refusals.month,
    (
        select value_at_latest(versions.script_version, versions.client_count)
        from versions
        where versions.month = refusals.month
    ) as script_version,
    sum(refusals.client_count)::integer as client_count,
    sum(refusals.decided_count)::integer as decided_count,
    sum(refusals.again_count)::integer as again_count,
    sum(refusals.softened_count)::integer as softened_count,
    sum(refusals.goal_count)::integer as goal_count,
    max(settings.deal_maturity_days)::integer as maturity_days
from rollup_first_refusals as refusals
cross join dim_settings as settings
where refusals.month > months_after($month::date, -24) and refusals.month <= $month::date
group by refusals.month
order by refusals.month
