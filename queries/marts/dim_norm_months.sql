-- dim_norm_months: the norm in force on the last known day of a month.
-- grain: month, norm_id
-- columns:
--   month      date     month  first day of the month
--   norm_id    varchar  code   name of the norm
--   direction  varchar  code   up, down or band: which side is good
--   low        double   ratio  lower bound; null when there is none
--   high       double   ratio  upper bound; null when there is none
-- checks: unique(month, norm_id), not_null(month, norm_id)
select months.month, norms.norm_id, norms.direction, norms.low, norms.high
from dim_months as months
inner join dim_norms as norms
    on norms.valid_from <= months.known_until
    and coalesce(norms.valid_to, date '9000-01-01') > months.known_until
