-- dim_norm_months: the norms in force on the last known day of a month, with the bounds that held on its days.
--   A norm that changes inside a month counts for each known working day as it was in force on it: the bounds are their average.
--   Of a year, or of an age on the last day, the bounds of the last known day stand.
-- grain: month, norm_id
-- columns:
--   month      date     month  first day of the month
--   norm_id    varchar  code   name of the norm
--   direction  varchar  code   up, down or band: which side is good
--   low        double   ratio  lower bound; null when there is none
--   high       double   ratio  upper bound; null when there is none
-- checks: unique(month, norm_id), not_null(month, norm_id)
with averages as (
    select dates.month, norms.norm_id, avg(norms.low) as low, avg(norms.high) as high
    from dim_months as months
    inner join dim_dates as dates
        on months.month = dates.month and dates.date_day <= months.known_until and dates.is_working
    inner join dim_norms as norms
        on norms.valid_from <= dates.date_day
        and coalesce(norms.valid_to, date '9000-01-01') > dates.date_day
    where norms.norm_id not in ('companies_per_year', 'potential_refresh_days')
    group by dates.month, norms.norm_id
    having count(distinct norms.valid_from) > 1
)
select
    months.month,
    norms.norm_id,
    norms.direction,
    case when norms.low is not null then coalesce(averages.low, norms.low) end as low,
    case when norms.high is not null then coalesce(averages.high, norms.high) end as high
from dim_months as months
inner join dim_norms as norms
    on norms.valid_from <= months.known_until
    and coalesce(norms.valid_to, date '9000-01-01') > months.known_until
left join averages on months.month = averages.month and norms.norm_id = averages.norm_id
