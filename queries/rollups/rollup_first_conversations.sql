-- rollup_first_conversations: clients by the month and person of their first conversation with the call centre,
--   those whose profile was learnt on that day apart from the others, and what the second conversation brought.
--   A client counts as decided when deal_maturity_days have passed since; a later second conversation is not counted.
-- grain: month, employee_id, is_profiled
-- partition: month
-- ahead: deal_maturity_days
-- columns:
--   month              date     month  first day of the month of the first conversation
--   employee_id        varchar  id     dim_employees.employee_id of who held it
--   is_profiled        boolean  flag   true when the secondary goal profile was filed on that day
--   client_count       integer  count  clients that had it in the month
--   decided_count      integer  count  of these, clients whose time has run out and who gave no goal on that day
--   again_count        integer  count  of the decided, clients with a second conversation
--   second_goal_count  integer  count  of these, clients with a primary goal on that day
-- checks: unique(month, employee_id, is_profiled), not_null(month, is_profiled, client_count, decided_count)
with spoken as (
    select distinct client_id
    from int_talk_days
    where talk_month >= changed_from()
),
first_days as (
    select talks.client_id, min(talks.talk_date) as talk_date
    from int_talk_days as talks
    inner join spoken on talks.client_id = spoken.client_id
    group by talks.client_id
    having min(talks.talk_date) >= changed_from()
),
firsts as (
    select
        talks.client_id,
        talks.talk_date,
        talks.employee_id,
        talks.has_profile,
        days_after(talks.talk_date, settings.deal_maturity_days) as last_date,
        days_after(talks.talk_date, settings.deal_maturity_days) <= settings.data_until
            and not talks.has_goal as is_decided
    from first_days
    inner join int_talk_days as talks
        on first_days.client_id = talks.client_id and first_days.talk_date = talks.talk_date
    cross join dim_settings as settings
    where talks.talk_month >= changed_from()
),
second_days as (
    select firsts.client_id, min(talks.talk_date) as talk_date
    from firsts
    inner join int_talk_days as talks
        on firsts.client_id = talks.client_id
        and talks.talk_date > firsts.talk_date
        and talks.talk_date <= firsts.last_date
    where talks.talk_month >= changed_from() and firsts.is_decided
    group by firsts.client_id
),
seconds as (
    select second_days.client_id, talks.has_goal
    from second_days
    inner join int_talk_days as talks
        on second_days.client_id = talks.client_id and second_days.talk_date = talks.talk_date
    where talks.talk_month >= changed_from()
)
select
    month_of(firsts.talk_date) as month,
    firsts.employee_id,
    firsts.has_profile as is_profiled,
    count(*)::integer as client_count,
    count(*) filter (where firsts.is_decided)::integer as decided_count,
    count(seconds.client_id)::integer as again_count,
    count(*) filter (where seconds.has_goal)::integer as second_goal_count
from firsts
left join seconds on firsts.client_id = seconds.client_id
group by month_of(firsts.talk_date), firsts.employee_id, firsts.has_profile
