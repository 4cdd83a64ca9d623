-- script_plan: how a change of the script is judged, as the company has settled it beforehand.
-- grain: look_count
-- columns:
--   change_rate  double   rate   smallest change of the share of companies with a result that is worth knowing
--   alarm_rate   double   rate   chance of a verdict when nothing changed, over all looks together
--   power_rate   double   rate   chance of a verdict when the change is as large as change_rate
--   look_count   integer  count  looks at the data, spread evenly over the planned evidence
-- checks: not_null(change_rate, alarm_rate, power_rate, look_count)
-- roles: admin, director, head
-- page: refusals
select
    script_change_rate as change_rate,
    script_alarm_rate as alarm_rate,
    script_power_rate as power_rate,
    script_look_count as look_count
from dim_settings
