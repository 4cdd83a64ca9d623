-- rollup_operator_rates: clients each operator brought to a primary goal in twelve months, of his conversations, beside what the others leave to chance.
--   Compared conversation with conversation: who was away had fewer of them, not worse ones. Only conversations of the same
--   month are compared, for the script and the season are the same then, and the months are put together as N. Mantel and
--   W. Haenszel do (J. Natl. Cancer Inst. 22 (1959): 719-748). The limits leave 0.1 % on each side (3.09 deviations and half a
--   client). One month cannot tell operators apart. Very short conversations are left out, down to as many as brought a client to a goal:
--   they are a finding by themselves.
--   Only those who worked in the month are here.
-- grain: month, employee_id
-- columns:
--   month               date     month  first day of the last of the twelve months
--   employee_id         varchar  id     dim_employees.employee_id
--   worked_month_count  integer  count  months with conversations
--   conversation_count  integer  count  conversations, very short ones left out
--   goal_client_count   integer  count  clients with a primary goal, month by month added up
--   alike_count         integer  count  of the conversations, those in months in which others had some too
--   others_hits         double   ratio  clients the others would have brought to a goal from the alike ones, at their own shares
--   expected_hits       double   ratio  clients all together would have brought to a goal from his conversations
--   chance_low          double   ratio  fewest clients with a goal that chance leaves; 0 where there is nobody to compare with
--   chance_high         double   ratio  most clients with a goal that chance leaves; all conversations where there is nobody to compare with
-- checks: unique(month, employee_id), not_null(month, employee_id, conversation_count, goal_client_count, expected_hits, chance_low, chance_high)
with own as (
    select
        month,
        employee_id,
        sum(goal_client_count)::double as goal_count,
        greatest(sum(conversation_count - brief_count), sum(goal_client_count))::double as talk_count
    from rollup_operator_months
    where leg_code = 'call_centre'
    group by month, employee_id
),
everybody as (
    select month, sum(goal_count) as goal_count, sum(talk_count) as talk_count
    from own
    group by month
),
strata as (
    select
        own.month,
        own.employee_id,
        own.goal_count,
        own.talk_count,
        everybody.goal_count as all_goal_count,
        everybody.talk_count as all_talk_count,
        everybody.talk_count > own.talk_count as is_alike
    from own
    inner join everybody on own.month = everybody.month
    where own.talk_count > 0
),
people as (
    select
        months.month,
        strata.employee_id,
        max(strata.month) as last_month,
        count(*) as month_count,
        sum(strata.talk_count) as talk_count,
        sum(strata.goal_count) as goal_count,
        coalesce(sum(strata.talk_count) filter (where strata.is_alike), 0.0) as alike_count,
        round(coalesce(sum(
            strata.talk_count * safe_ratio(
                strata.all_goal_count - strata.goal_count, strata.all_talk_count - strata.talk_count
            )
        ) filter (where strata.is_alike), 0.0), 6) as others_hits,
        round(sum(
            strata.talk_count * safe_ratio(strata.all_goal_count, strata.all_talk_count)
        ), 6) as expected_hits,
        round(coalesce(
            sum(draw_variance(strata.talk_count, strata.all_talk_count, strata.all_goal_count)) filter (
                where strata.is_alike
            ), 0.0
        ), 6) as variance
    from dim_months as months
    inner join strata on strata.month > months_after(months.month, -12) and strata.month <= months.month
    group by months.month, strata.employee_id
)
select
    month,
    employee_id,
    month_count::integer as worked_month_count,
    talk_count::integer as conversation_count,
    goal_count::integer as goal_client_count,
    alike_count::integer as alike_count,
    others_hits::double as others_hits,
    round(expected_hits, 2)::double as expected_hits,
    case
        when alike_count = 0 then 0.0
        else round(greatest(0.0, expected_hits - 3.09 * sqrt(variance) - 0.5), 2)
    end::double as chance_low,
    case
        when alike_count = 0 then talk_count
        else round(least(talk_count, expected_hits + 3.09 * sqrt(variance) + 0.5), 2)
    end::double as chance_high
from people
where last_month = month
