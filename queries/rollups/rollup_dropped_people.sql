-- rollup_dropped_people: clients each hunter or farmer dropped after the first conversation in three months, beside what the others of the post leave to chance.
--   Alike with alike: only clients of one size and one group are compared, then put together as N. Mantel and W. Haenszel do
--   (J. Natl. Cancer Inst. 22 (1959): 719-748): the variance is that of drawing from all such clients of the post, so that few
--   clients on either side widen the limits. They leave 0.1 % on each side (3.09 deviations and half a
--   client), in hundredths; clients of a size and group that nobody else spoke with count as they ended.
-- grain: month, employee_id, leg_code
-- columns:
--   month                date     month  first day of the last of the three months
--   employee_id          varchar  id     dim_employees.employee_id of who talked
--   leg_code             varchar  code   hunters or farmers
--   talk_count           integer  count  first conversations whose time to be followed has run out
--   dropped_count        integer  count  of these, those that nothing followed
--   small_dropped_count  integer  count  of the dropped, small clients
--   alike_count          integer  count  of the conversations, those with clients of a size and group that others spoke with too
--   others_hits          double   ratio  of the alike ones, those the others would have dropped at their own shares
--   chance_low           double   ratio  fewest dropped that chance leaves; 0 where there is nobody to compare with
--   chance_high          double   ratio  most dropped that chance leaves; all where there is nobody to compare with
-- checks: unique(month, employee_id, leg_code), not_null(month, employee_id, leg_code, talk_count, dropped_count, chance_low, chance_high)
with own as (
    -- three months together: one month holds too few first conversations
    select
        months.month,
        talks.employee_id,
        talks.leg_code,
        talks.client_size,
        talks.client_group,
        sum(talks.talk_count)::double as talk_count,
        sum(talks.dropped_count)::double as dropped_count
    from dim_months as months
    inner join rollup_dropped_months as talks
        on talks.month > months_after(months.month, -3) and talks.month <= months.month
    group by months.month, talks.employee_id, talks.leg_code, talks.client_size, talks.client_group
),
everybody as (
    select
        month,
        leg_code,
        client_size,
        client_group,
        sum(talk_count) as talk_count,
        sum(dropped_count) as dropped_count
    from own
    group by month, leg_code, client_size, client_group
),
strata as (
    select
        own.month,
        own.employee_id,
        own.leg_code,
        own.client_size,
        own.talk_count as trials,
        own.dropped_count as hits,
        everybody.talk_count as all_count,
        everybody.dropped_count as all_dropped_count,
        everybody.talk_count > own.talk_count as is_alike
    from own
    inner join everybody
        on own.month = everybody.month
        and own.leg_code = everybody.leg_code
        and own.client_size = everybody.client_size
        and own.client_group = everybody.client_group
),
people as (
    select
        month,
        employee_id,
        leg_code,
        sum(trials) as talk_count,
        sum(hits) as dropped_count,
        coalesce(sum(hits) filter (where client_size = 'small'), 0.0) as small_dropped_count,
        coalesce(sum(trials) filter (where is_alike), 0.0) as alike_count,
        round(coalesce(sum(
            trials * safe_ratio(all_dropped_count - hits, all_count - trials)
        ) filter (where is_alike), 0.0), 6) as others_hits,
        round(sum(
            case when is_alike then trials * safe_ratio(all_dropped_count, all_count) else hits end
        ), 6) as expected_hits,
        round(coalesce(
            sum(draw_variance(trials, all_count, all_dropped_count)) filter (where is_alike), 0.0
        ), 6) as variance
    from strata
    group by month, employee_id, leg_code
)
select
    month,
    employee_id,
    leg_code,
    talk_count::integer as talk_count,
    dropped_count::integer as dropped_count,
    small_dropped_count::integer as small_dropped_count,
    alike_count::integer as alike_count,
    others_hits::double as others_hits,
    case
        when alike_count = 0 then 0.0
        else round(greatest(0.0, expected_hits - 3.09 * sqrt(variance) - 0.5), 2)
    end::double as chance_low,
    case
        when alike_count = 0 then talk_count
        else round(least(talk_count, expected_hits + 3.09 * sqrt(variance) + 0.5), 2)
    end::double as chance_high
from people
