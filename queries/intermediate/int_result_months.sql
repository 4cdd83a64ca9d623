-- int_result_months: outcomes one person filed for one client in a month.
-- grain: result_month, client_id, employee_id, leg_code, team_id
-- partition: result_month
-- columns:
--   result_month           date     month  first day of the month
--   client_id              varchar  id     dim_clients.client_id; null when the client is unknown
--   employee_id            varchar  id     dim_employees.employee_id
--   leg_code               varchar  code   part of the relay
--   team_id                varchar  text   team or department
--   result_count           integer  count  outcomes filed
--   goal_count             integer  count  primary goals filed
--   secondary_count        integer  count  secondary goals
--   refusal_count          integer  count  refusals filed
--   callback_count         integer  count  promised calls
--   screened_out_count     integer  count  clients we do not need
--   useful_count           integer  count  conversations with a primary or secondary goal
--   decision_maker_count   integer  count  outcomes with the person who decides
--   decision_known_count   integer  count  outcomes that say whether that person was on the line
--   first_goal_date        date     day    first primary goal of the month
--   last_result_code       varchar  code   the outcome filed last
--   last_reason            varchar  code   why the client refused or is not needed in that outcome; empty when it says nothing
--   last_result_key        varchar  text   moment and identifier of that outcome, to find the last of several rows
-- checks: unique(result_month, client_id, employee_id, leg_code, team_id), not_null(result_month)
select
    result_month,
    client_id,
    employee_id,
    leg_code,
    team_id,
    count(*)::integer as result_count,
    count(*) filter (where result_code = 'goal')::integer as goal_count,
    count(*) filter (where result_code = 'secondary')::integer as secondary_count,
    count(*) filter (where result_code = 'refusal')::integer as refusal_count,
    count(*) filter (where result_code = 'callback')::integer as callback_count,
    count(*) filter (where result_code = 'screened_out')::integer as screened_out_count,
    count(distinct coalesce(call_id, result_id)) filter (
        where result_code in ('goal', 'secondary')
    )::integer as useful_count,
    count(*) filter (where is_decision_maker)::integer as decision_maker_count,
    count(is_decision_maker)::integer as decision_known_count,
    min(result_date) filter (where result_code = 'goal') as first_goal_date,
    value_at_latest(result_code, filed_at::varchar || result_id) as last_result_code,
    value_at_latest(
        coalesce(refusal_reason, screening_reason, ''), filed_at::varchar || result_id
    ) as last_reason,
    max(filed_at::varchar || result_id) as last_result_key
from fct_call_results
where result_date >= touched_from()
    and result_date < touched_until()
    and result_month in (select month from touched_months_forward)
group by result_month, client_id, employee_id, leg_code, team_id
