-- relay_legs: the teams of each part of the relay in a month, beside the month before and the norm.
-- grain: leg_code, team_id, measure_code
-- params:
--   month  date  first day of the month
-- columns:
--   leg_code              varchar  code   part of the relay
--   team_id               varchar  text   team or department
--   measure_code          varchar  code   what is measured
--   numerator             double   ratio  what is counted
--   denominator           double   ratio  what it is divided by
--   previous_numerator    double   ratio  what was counted in the month before
--   previous_denominator  double   ratio  what it was divided by
--   norm_low              double   ratio  lower bound of the quotient
--   norm_high             double   ratio  upper bound of the quotient
--   people_count          integer  count  people of the team with a call in the month
-- checks: not_null(leg_code, measure_code, people_count)
-- roles: admin, director, head
-- page: relay
select
    legs.leg_code,
    legs.team_id,
    legs.measure_code,
    legs.numerator,
    legs.denominator,
    previous.numerator as previous_numerator,
    previous.denominator as previous_denominator,
    norms.low as norm_low,
    norms.high as norm_high,
    legs.people_count
from rollup_leg_months as legs
left join rollup_leg_months as previous
    on previous.month = months_after($month::date, -1)
    and legs.leg_code = previous.leg_code
    and coalesce(legs.team_id, '') = coalesce(previous.team_id, '')
    and legs.measure_code = previous.measure_code
left join dim_norm_months as norms
    on legs.month = norms.month
    and norms.norm_id = case legs.measure_code
        when 'companies_per_operator' then 'companies_per_month'
        else legs.measure_code
    end
where legs.month = $month::date
order by legs.leg_code, legs.measure_code, legs.team_id nulls last
