-- rollup_farmer_months: a farmer's book as it was a year ago, over three months, against the same months then.
--   The whole book, clients that bought then and those that did not: see int_frozen_books.
--   What chance does is taken from the clients of the other books in the same comparison, after their common change:
--   one deviation is their residual spread by ruble of base, times the root of the book's own squared base, so that a
--   fall never widens its own limits (variance of a ratio: W. G. Cochran, Sampling Techniques, 1977, chapter 6). With
--   fewer than 30 such clients the book's own comparisons of 3, 6 and 9 months before stand for them, each after its own
--   common change, and with fewer than 30 in these nothing is judged. A book fell when
--   its volume is below what chance goes beyond once in 20 (1.645 deviations), both from last year's volume and from
--   what the others kept, itself known to within their deviation, and its clients changed for the worse as chance has it 4 times in 1,000 (2.652 deviations):
--   against the clients of the others by H. B. Mann and D. R. Whitney (1947), without others against no change by
--   F. Wilcoxon (1945); the deviations of ranks hang on counts alone. It grew when it is above the limit of last year's
--   volume and its clients rose as far by Wilcoxon.
-- grain: month, employee_id
-- partition: month
-- columns:
--   month               date           month  first day of the last of the three months
--   employee_id         varchar        id     dim_employees.employee_id of who held the clients a year before
--   client_count        integer        count  clients of the book that bought in the months a year ago or buy now
--   base_amount         decimal(18,2)  money  their orders then
--   now_amount          decimal(18,2)  money  their orders now
--   others_base_amount  decimal(18,2)  money  orders then of the other farmers' books; null when these are too few clients
--   others_now_amount   decimal(18,2)  money  their orders now; null when these are too few clients
--   change_deviation    double         ratio  one standard deviation of the change by chance; null when too few clients tell
--   low_amount          decimal(18,2)  money  lower limit of chance for the orders now; null as above
--   high_amount         decimal(18,2)  money  upper limit of chance for the orders now; null as above
--   rank_score          double         ratio  deviations by which the clients' changes lie above those of the others' clients; null as others_base_amount
--   sign_score          double         ratio  deviations by which the clients' changes lie above no change; null when none changed
--   verdict_code        varchar        code   grew, fell or within chance; unknown below ten clients, too few others or before the month's end
--   buyer_base_amount   decimal(18,2)  money  of base_amount, that of clients with more orders than returns then
--   lost_count          integer        count  of these, those that buy nothing now
--   lost_amount         decimal(18,2)  money  what these bought then, and returned now
--   down_count          integer        count  of these, those that buy less now
--   down_amount         decimal(18,2)  money  how much less
--   up_count            integer        count  of these, those that buy more now
--   up_amount           decimal(18,2)  money  how much more
--   back_count          integer        count  of the other clients, those that buy now
--   back_amount         decimal(18,2)  money  orders now of the other clients, less those then
-- checks: unique(month, employee_id), not_null(month, employee_id, verdict_code), accepted(verdict_code, volumeVerdicts)
with ranked as (
    select
        month,
        employee_id,
        base_amount,
        now_amount,
        change_degree,
        -- twice the mean rank of those that share a place: among all clients of the month, and by size among the own
        2 * rank() over (partition by month order by change_degree)
        + count(*) over (partition by month, change_degree) - 1 as double_rank,
        count(*) over (partition by month, change_degree) as tie_count,
        2 * rank() over (partition by month, employee_id, change_degree = 0 order by abs(change_degree))
        + count(*) over (partition by month, employee_id, abs(change_degree)) - 1 as double_size_rank
    from int_frozen_books
    where month >= months_after(changed_from(), -9)
),
books as (
    -- exact amounts and whole numbers only: they add up to the same in any order
    select
        month,
        employee_id,
        count(*) as client_count,
        sum(base_amount) as base_amount,
        sum(now_amount) as now_amount,
        sum(ranked.base_amount * ranked.base_amount) as base_square,
        sum(ranked.base_amount * ranked.now_amount) as cross_square,
        sum(ranked.now_amount * ranked.now_amount) as now_square,
        sum(double_rank) as double_rank_sum,
        sum(tie_count * tie_count - 1) as tie_sum,
        sum(case when change_degree > 0 then double_size_rank when change_degree < 0 then -double_size_rank else 0 end)
            as signed_rank_sum,
        sum(case when change_degree <> 0 then double_size_rank * double_size_rank else 0 end) as signed_rank_square,
        coalesce(sum(ranked.base_amount) filter (where ranked.base_amount > 0), 0) as buyer_base_amount,
        count(*) filter (where ranked.base_amount > 0 and ranked.now_amount <= 0) as lost_count,
        coalesce(sum(ranked.base_amount - ranked.now_amount)
            filter (where ranked.base_amount > 0 and ranked.now_amount <= 0), 0) as lost_amount,
        count(*) filter (where ranked.now_amount > 0 and ranked.now_amount < ranked.base_amount) as down_count,
        coalesce(sum(ranked.base_amount - ranked.now_amount)
            filter (where ranked.now_amount > 0 and ranked.now_amount < ranked.base_amount), 0) as down_amount,
        count(*) filter (where ranked.base_amount > 0 and ranked.now_amount > ranked.base_amount) as up_count,
        coalesce(sum(ranked.now_amount - ranked.base_amount)
            filter (where ranked.base_amount > 0 and ranked.now_amount > ranked.base_amount), 0) as up_amount,
        count(*) filter (where ranked.base_amount <= 0 and ranked.now_amount > 0) as back_count,
        coalesce(sum(ranked.now_amount - ranked.base_amount) filter (where ranked.base_amount <= 0), 0) as back_amount
    from ranked
    group by month, employee_id
),
totals as (
    select
        month,
        sum(client_count) as client_count,
        sum(base_amount) as base_amount,
        sum(now_amount) as now_amount,
        sum(base_square) as base_square,
        sum(cross_square) as cross_square,
        sum(now_square) as now_square,
        sum(tie_sum) as tie_sum
    from books
    group by month
),
others as (
    select
        books.month,
        books.employee_id,
        (totals.client_count - books.client_count)::double as client_count,
        totals.base_amount - books.base_amount as base_amount,
        totals.now_amount - books.now_amount as now_amount,
        safe_ratio(totals.now_amount - books.now_amount, totals.base_amount - books.base_amount) as kept,
        (totals.base_square - books.base_square)::double as base_square,
        (totals.cross_square - books.cross_square)::double as cross_square,
        (totals.now_square - books.now_square)::double as now_square,
        totals.client_count::double as all_count,
        totals.tie_sum::double as tie_sum
    from books
    inner join totals on books.month = totals.month
),
own_kept as (
    -- of clients none of whom bought a year ago all volume now is change
    select month, employee_id, coalesce(safe_ratio(now_amount, base_amount), 0.0) as kept
    from books
),
own_residuals as (
    select
        books.month,
        books.employee_id,
        books.client_count,
        books.base_square,
        greatest(
            books.now_square::double - 2.0 * own_kept.kept * books.cross_square::double
            + own_kept.kept * own_kept.kept * books.base_square::double, 0.0
        )::decimal(38,4) as residual_square
    from books
    inner join own_kept on books.month = own_kept.month and books.employee_id = own_kept.employee_id
),
earlier as (
    -- three comparisons of the own book whose months overlap neither this one nor each other
    select
        books.month,
        books.employee_id,
        sum(residuals.client_count)::double as client_count,
        sum(residuals.base_square)::double as base_square,
        sum(residuals.residual_square)::double as residual_square
    from books
    inner join own_residuals as residuals
        on books.employee_id = residuals.employee_id
        and residuals.month in (
            months_after(books.month, -3), months_after(books.month, -6), months_after(books.month, -9)
        )
    group by books.month, books.employee_id
),
spreads as (
    select
        books.month,
        books.employee_id,
        others.client_count >= 30 as has_others,
        case
            when others.client_count >= 30 then safe_ratio(greatest(
                others.now_square - 2.0 * others.kept * others.cross_square
                + others.kept * others.kept * others.base_square, 0.0
            ), others.base_square)
            when earlier.client_count >= 30 then safe_ratio(earlier.residual_square, earlier.base_square)
        end as spread_square
    from books
    inner join others on books.month = others.month and books.employee_id = others.employee_id
    left join earlier on books.month = earlier.month and books.employee_id = earlier.employee_id
),
judged as (
    select
        books.month,
        books.employee_id,
        spreads.has_others,
        case when spreads.has_others then others.base_amount end as others_base_amount,
        case when spreads.has_others then others.now_amount end as others_now_amount,
        sqrt(spreads.spread_square * books.base_square::double) as change_deviation,
        books.base_amount::double - 1.645 * sqrt(spreads.spread_square * books.base_square::double) as low_of_base,
        books.base_amount::double + 1.645 * sqrt(spreads.spread_square * books.base_square::double) as high_of_base,
        -- what the others kept is itself known only to within the chance of their clients
        case
            when spreads.has_others then others.kept * books.base_amount::double - 1.645 * sqrt(spreads.spread_square * (
                books.base_square::double
                + others.base_square * safe_ratio(books.base_amount, others.base_amount)
                * safe_ratio(books.base_amount, others.base_amount)
            ))
        end as low_of_others,
        case
            when spreads.has_others then safe_ratio(
                books.double_rank_sum::double / 2.0 - books.client_count::double * (others.all_count + 1.0) / 2.0,
                sqrt(
                    books.client_count::double * others.client_count / 12.0
                    * (others.all_count + 1.0 - others.tie_sum / (others.all_count * (others.all_count - 1.0)))
                )
            )
        end as rank_score,
        safe_ratio(books.signed_rank_sum, sqrt(books.signed_rank_square::double)) as sign_score,
        months.is_complete and books.client_count >= 10 and spreads.spread_square is not null as is_known
    from books
    inner join others on books.month = others.month and books.employee_id = others.employee_id
    inner join spreads on books.month = spreads.month and books.employee_id = spreads.employee_id
    inner join dim_months as months on books.month = months.month
)
select
    books.month,
    books.employee_id,
    books.client_count::integer as client_count,
    books.base_amount::decimal(18,2) as base_amount,
    books.now_amount::decimal(18,2) as now_amount,
    judged.others_base_amount::decimal(18,2) as others_base_amount,
    judged.others_now_amount::decimal(18,2) as others_now_amount,
    judged.change_deviation::double as change_deviation,
    least(judged.low_of_base, coalesce(judged.low_of_others, judged.low_of_base))::decimal(18,2) as low_amount,
    judged.high_of_base::decimal(18,2) as high_amount,
    judged.rank_score::double as rank_score,
    judged.sign_score::double as sign_score,
    case
        when not judged.is_known then 'unknown'
        when books.now_amount::double < least(judged.low_of_base, coalesce(judged.low_of_others, judged.low_of_base))
            and coalesce(judged.rank_score, judged.sign_score, 0.0) <= -2.652 then 'fell'
        when books.now_amount::double > judged.high_of_base and coalesce(judged.sign_score, 0.0) >= 2.652 then 'grew'
        else 'within'
    end as verdict_code,
    books.buyer_base_amount::decimal(18,2) as buyer_base_amount,
    books.lost_count::integer as lost_count,
    books.lost_amount::decimal(18,2) as lost_amount,
    books.down_count::integer as down_count,
    books.down_amount::decimal(18,2) as down_amount,
    books.up_count::integer as up_count,
    books.up_amount::decimal(18,2) as up_amount,
    books.back_count::integer as back_count,
    books.back_amount::decimal(18,2) as back_amount
from books
inner join judged on books.month = judged.month and books.employee_id = judged.employee_id
where books.month >= changed_from()
