-- int_transfer_legs: who spoke how long in a call that was passed on.
-- grain: call_id, leg_number
-- partition: leg_month
-- columns:
--   call_id       varchar  id     fct_calls.call_id
--   leg_number    integer  count  order within the call, from 1
--   leg_month     date     month  first day of the month
--   leg_date      date     day    company-local day the leg began
--   employee_id   varchar  id     dim_employees.employee_id; null when the telephone is nobody's
--   leg_code      varchar  code   part of the relay of that person on that day
--   team_id       varchar  text   team of that person on that day
--   talk_seconds  integer  s      connected time of the leg
-- checks: unique(call_id, leg_number), not_null(leg_month, leg_date)
with transferred as (
    select distinct call_id
    from stage.call_legs
    where is_transfer
        and started_at >= touched_from_at() - interval 1 day
        and started_at < touched_until_at() + interval 1 day
),
legs as (
    select
        call_legs.call_id,
        call_legs.leg_number,
        company_date(call_legs.started_at) as leg_date,
        name_key(call_legs.operator) as employee_key,
        call_legs.talk_seconds
    from stage.call_legs as call_legs
    inner join transferred on call_legs.call_id = transferred.call_id
    where call_legs.started_at >= touched_from_at() and call_legs.started_at < touched_until_at()
)
select
    legs.call_id,
    legs.leg_number,
    month_of(legs.leg_date) as leg_month,
    legs.leg_date,
    posts.employee_id,
    posts.leg_code,
    posts.team_id,
    legs.talk_seconds
from legs
left join int_employee_posts as posts
    on legs.employee_key = posts.employee_key
    and legs.leg_date >= posts.valid_from
    and legs.leg_date < posts.valid_to
where month_of(legs.leg_date) in (select month from touched_months)
