-- rollup_month_pace: how far a hunter or farmer is in a month: what came so far beside the goal and the days gone.
--   A hunter's money has his mean of the twelve months before as its goal; the volume of a farmer's clients that were
--   in the books a year ago, whoever held them, has their orders of the same month then. Working days are those of the
--   calendar less own absences.
-- grain: month, employee_id, measure_code
-- partition: month
-- columns:
--   month              date           month  first day of the month
--   employee_id        varchar        id     dim_employees.employee_id
--   leg_code           varchar        code   hunters or farmers
--   measure_code       varchar        code   money or volume
--   actual_amount      decimal(18,2)  money  what came so far in the month
--   goal_amount        decimal(18,2)  money  goal of the whole month; null without earlier months
--   goal_deviation     double         ratio  one standard deviation of a whole month by the own months before; null below six of them
--   passed_day_count   integer        count  own working days gone
--   working_day_count  integer        count  own working days of the month
-- checks: unique(month, employee_id, measure_code), not_null(month, employee_id, leg_code, measure_code, actual_amount), accepted(measure_code, paceMeasures), non_negative(passed_day_count, working_day_count)
with amounts as (
    select
        month,
        employee_id,
        'hunters' as leg_code,
        'money' as measure_code,
        money_amount as actual_amount,
        cast(0 as decimal(18,2)) as base_amount
    from rollup_hunter_work
    where is_in_post and month >= months_after(changed_from(), -12)
    union all
    select
        changes.month,
        holders.owner_employee_id as employee_id,
        'farmers' as leg_code,
        'volume' as measure_code,
        sum(changes.now_amount) as actual_amount,
        sum(changes.base_amount) as base_amount
    from int_book_changes as changes
    inner join dim_months as months on changes.month = months.month
    inner join fct_ownership as holders
        on changes.client_id = holders.client_id
        and holders.valid_from <= months.known_until
        and holders.valid_to > months.known_until
    where changes.month >= months_after(changed_from(), -12)
        and holders.leg_code = 'farmers'
        and holders.owner_employee_id is not null
    group by changes.month, holders.owner_employee_id
),
steps as (
    select
        amounts.*,
        lag(amounts.month) over (
            partition by amounts.employee_id, amounts.measure_code order by amounts.month
        ) as previous_month,
        abs(
            (amounts.actual_amount - amounts.base_amount)
            - lag(amounts.actual_amount - amounts.base_amount) over (
                partition by amounts.employee_id, amounts.measure_code order by amounts.month
            )
        ) as step
    from amounts
),
history as (
    -- the mean step of neighbours over 1.128 is one deviation; a step from before the twelve months is none of theirs;
    -- exact amounts add up to the same in any order
    select
        steps.month,
        steps.employee_id,
        steps.measure_code,
        count(*) as month_count,
        avg(earlier.actual_amount) as mean_amount,
        avg(earlier.step) filter (
            where earlier.previous_month >= months_after(steps.month, -12)
        ) / 1.128 as deviation
    from steps
    inner join steps as earlier
        on steps.employee_id = earlier.employee_id
        and steps.measure_code = earlier.measure_code
        and earlier.month >= months_after(steps.month, -12)
        and earlier.month < steps.month
    where steps.month >= changed_from()
    group by steps.month, steps.employee_id, steps.measure_code
),
days as (
    select
        steps.month,
        steps.employee_id,
        steps.measure_code,
        count(*) as working_day_count,
        count(*) filter (where dates.date_day <= settings.data_until) as passed_day_count
    from steps
    cross join dim_settings as settings
    inner join dim_dates as dates on steps.month = dates.month
    left join fct_absences as absences
        on steps.employee_id = absences.employee_id and dates.date_day = absences.absence_date
    where steps.month >= changed_from() and dates.is_working and absences.employee_id is null
    group by steps.month, steps.employee_id, steps.measure_code
)
select
    steps.month,
    steps.employee_id,
    steps.leg_code,
    steps.measure_code,
    steps.actual_amount::decimal(18,2) as actual_amount,
    (case
        when steps.measure_code = 'volume' then steps.base_amount
        else history.mean_amount
    end)::decimal(18,2) as goal_amount,
    (case when history.month_count >= 6 then history.deviation end)::double as goal_deviation,
    coalesce(days.passed_day_count, 0)::integer as passed_day_count,
    coalesce(days.working_day_count, 0)::integer as working_day_count
from steps
left join history
    on steps.month = history.month
    and steps.employee_id = history.employee_id
    and steps.measure_code = history.measure_code
left join days
    on steps.month = days.month
    and steps.employee_id = days.employee_id
    and steps.measure_code = days.measure_code
where steps.month >= changed_from()
