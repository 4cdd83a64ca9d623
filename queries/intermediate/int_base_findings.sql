-- int_base_findings: what is out of the ordinary in the volume of the farmers and in the base.
--   A farmer's book is judged in rollup_farmer_months; all books together by three deviations, the
--   root of their squares, when there are two at least and each has one. Any other
--   share is judged by its Wilson limits: 95 % for a whole part of the relay, 99.8 % (z = 3.09) for one of
--   many people, who must also differ from the others. Who enters clients to hold them is judged over the twelve months
--   of the card: three held without an invoice at least, and more of the own cards than the others hold of theirs, by
--   3.09 deviations of drawing from both and half a client. Named is who holds a post of the relay at the month's end.
--   About whom clients answer well more seldom than about the others is judged in rollup_feedback_people, by the scale on
--   which the share lies furthest below.
-- grain: month, finding_code, subject_id
-- columns:
--   month               date           month  first day of the month
--   finding_code        varchar        code   what is out of the ordinary
--   leg_code            varchar        code   part of the relay it concerns
--   severity            integer        count  1 worst to 3
--   subject_id          varchar        id     dim_employees.employee_id; empty when it concerns the whole part
--   actual_numerator    double         ratio  what is counted
--   actual_denominator  double         ratio  what it is divided by
--   norm_value          double         ratio  norm, limit, or the share of the others
--   others_count        integer        count  cases of the others that share is of; null where others are matched case by case or the norm is not theirs
--   client_count        integer        count  clients it concerns; null when it is not about clients
--   amount              decimal(18,2)  money  money it concerns; null when not known
--   distance            double         ratio  how far from the norm, to order the people of one finding
-- checks: unique(month, finding_code, subject_id), not_null(month, finding_code, severity, subject_id), accepted(finding_code, findingCodes)
with farmer_totals as (
    -- all books together, of which each has its own chance
    select
        books.month,
        sum(books.client_count)::integer as client_count,
        sum(books.now_amount) as now_amount,
        sum(books.base_amount) as base_amount,
        sqrt(sum((books.change_deviation * books.change_deviation)::decimal(38,4))::double) as change_deviation
    from rollup_farmer_months as books
    inner join dim_months as months on books.month = months.month
    where months.is_complete
    group by books.month
    having count(*) > 1 and count(*) = count(books.change_deviation)
),
dormant_rates as (
    select
        base.month,
        base.went_dormant_count::double as went_dormant_count,
        lag(base.active_count + base.fading_count) over (order by base.month)::double as awake_count,
        months.is_complete
    from rollup_base_months as base
    inner join dim_months as months on base.month = months.month
),
dormant_moves as (
    select
        month,
        went_dormant_count,
        awake_count,
        is_complete,
        safe_ratio(went_dormant_count, awake_count) as dormant_rate,
        abs(
            safe_ratio(went_dormant_count, awake_count)
            - lag(safe_ratio(went_dormant_count, awake_count)) over (order by month)
        ) as moving_range
    from dormant_rates
),
dormant_limits as (
    -- process limits of the twelve months before: mean + 2.66 mean moving ranges, from six months on
    select
        month,
        went_dormant_count,
        awake_count,
        dormant_rate,
        is_complete,
        avg(dormant_rate) over (
            order by month rows between 12 preceding and 1 preceding
        ) + 2.66 * avg(moving_range) over (
            order by month rows between 12 preceding and 1 preceding
        ) as upper_limit,
        count(moving_range) over (order by month rows between 12 preceding and 1 preceding) as point_count
    from dormant_moves
),
entered as (
    select
        months.month,
        months.known_until,
        cards.employee_id,
        sum(cards.entered_count)::double as entered_count,
        sum(cards.claimed_count)::double as claimed_count
    from dim_months as months
    inner join rollup_entered_months as cards
        on cards.month > months_after(months.month, -12) and cards.month <= months.month
    group by months.month, months.known_until, cards.employee_id
),
entered_totals as (
    select month, sum(entered_count) as entered_count, sum(claimed_count) as claimed_count
    from entered
    group by month
),
judged_answers as (
    select
        people.*,
        safe_ratio(others_hits, alike_count) - safe_ratio(good_count, answer_count) as distance
    from rollup_feedback_people as people
    where good_count < chance_low
),
unhappy as (
    select *
    from judged_answers
    qualify row_number() over (partition by month, employee_id order by distance desc, score_max) = 1
),
candidates as (
    -- the same verdict as on the card of the books
    select
        month,
        'farmer_volume_fell' as finding_code,
        'farmers' as leg_code,
        1 as severity,
        employee_id as subject_id,
        now_amount::double as actual_numerator,
        base_amount::double as actual_denominator,
        least(1.0, coalesce(safe_ratio(others_now_amount, others_base_amount), 1.0)) as norm_value,
        cast(null as integer) as others_count,
        client_count,
        (base_amount - now_amount)::decimal(18,2) as amount,
        safe_ratio(base_amount - now_amount, base_amount) as distance
    from rollup_farmer_months
    where verdict_code = 'fell'
    union all
    select
        month,
        'farmer_volume_fell' as finding_code,
        'farmers' as leg_code,
        2 as severity,
        '' as subject_id,
        now_amount::double as actual_numerator,
        base_amount::double as actual_denominator,
        1.0 as norm_value,
        cast(null as integer) as others_count,
        client_count,
        (base_amount - now_amount)::decimal(18,2) as amount,
        safe_ratio(base_amount - now_amount, base_amount) as distance
    from farmer_totals
    where (base_amount - now_amount)::double > 3.0 * change_deviation
    union all
    select
        month,
        'dormant_growing' as finding_code,
        'farmers' as leg_code,
        2 as severity,
        '' as subject_id,
        went_dormant_count as actual_numerator,
        awake_count as actual_denominator,
        upper_limit as norm_value,
        cast(null as integer) as others_count,
        went_dormant_count::integer as client_count,
        cast(null as decimal(18,2)) as amount,
        dormant_rate - upper_limit as distance
    from dormant_limits
    where is_complete and point_count >= 6 and dormant_rate > upper_limit
    union all
    select
        entered.month,
        'claimed_clients' as finding_code,
        posts.leg_code,
        2 as severity,
        entered.employee_id as subject_id,
        entered.claimed_count as actual_numerator,
        entered.entered_count as actual_denominator,
        safe_ratio(
            totals.claimed_count - entered.claimed_count, totals.entered_count - entered.entered_count
        ) as norm_value,
        totals.entered_count - entered.entered_count as others_count,
        entered.claimed_count::integer as client_count,
        cast(null as decimal(18,2)) as amount,
        safe_ratio(entered.claimed_count, entered.entered_count) as distance
    from entered
    inner join entered_totals as totals on entered.month = totals.month
    inner join dim_employee_roles as posts
        on entered.employee_id = posts.employee_id
        and entered.known_until >= posts.valid_from
        and entered.known_until < posts.valid_to
    where posts.leg_code is not null
        and entered.claimed_count >= 3
        and share_excess(
            entered.claimed_count,
            entered.entered_count,
            totals.claimed_count - entered.claimed_count,
            totals.entered_count - entered.entered_count
        ) > 3.09
    union all
    select
        answers.month,
        'clients_unhappy' as finding_code,
        posts.leg_code,
        2 as severity,
        answers.employee_id as subject_id,
        answers.good_count::double as actual_numerator,
        answers.answer_count::double as actual_denominator,
        safe_ratio(answers.others_hits, answers.alike_count) as norm_value,
        cast(null as integer) as others_count,
        cast(null as integer) as client_count,
        cast(null as decimal(18,2)) as amount,
        answers.distance
    from unhappy as answers
    inner join dim_months as months on answers.month = months.month
    inner join dim_employee_roles as posts
        on answers.employee_id = posts.employee_id
        and months.known_until >= posts.valid_from
        and months.known_until < posts.valid_to
    where posts.leg_code is not null
)
select
    month,
    finding_code,
    leg_code,
    severity::integer as severity,
    subject_id,
    actual_numerator::double as actual_numerator,
    actual_denominator::double as actual_denominator,
    norm_value::double as norm_value,
    others_count::integer as others_count,
    client_count::integer as client_count,
    amount::decimal(18,2) as amount,
    distance::double as distance
from candidates
