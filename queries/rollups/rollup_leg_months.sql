-- rollup_leg_months: what one team of one part of the relay did in a month, as numerator and denominator.
--   Of hunters and farmers everybody counts who was at work in the post, though he called nobody.
-- grain: month, leg_code, team_id, measure_code
-- partition: month
-- columns:
--   month         date     month  first day of the month
--   leg_code      varchar  code   part of the relay
--   team_id       varchar  text   team or department
--   measure_code  varchar  code   talk_minutes_per_day, result_rate_per_company, companies_per_operator, accepted_within_limit, win_rate, clients_per_manager, book_volume or contact_coverage
--   numerator     double   ratio  what is counted
--   denominator   double   ratio  what it is divided by
--   people_count  integer  count  people of the team with a call in the month; of hunters and farmers those at work in it
-- checks: unique(month, leg_code, team_id, measure_code), not_null(month, leg_code, measure_code), accepted(leg_code, legs), accepted(measure_code, legMeasures)
with people as (
    select
        month,
        leg_code,
        team_id,
        count(*) as people_count,
        sum(worked_day_count) as worked_day_count,
        sum(talk_seconds) as talk_seconds,
        sum(company_count) as company_count,
        sum(goal_client_count) as goal_client_count
    from rollup_operator_months
    where leg_code = 'call_centre' and worked_day_count > 0 and month >= changed_from()
    group by month, leg_code, team_id
),
managers as (
    select
        month,
        leg_code,
        team_id,
        count(*) as people_count,
        sum(conversation_client_count) as conversation_client_count
    from int_manager_months
    where month >= changed_from()
    group by month, leg_code, team_id
),
everybody as (
    select month, leg_code, team_id, people_count from people
    union all
    select month, leg_code, team_id, people_count from managers
),
acceptances as (
    select
        offered_month as month,
        to_team_id as team_id,
        count(*) filter (where not is_late) as numerator,
        count(*) as denominator
    from fct_handovers
    where to_leg_code = 'hunters' and is_decided and offered_month >= changed_from()
    group by offered_month, to_team_id
),
closings as (
    select
        closed_month as month,
        owner_team_id as team_id,
        count(*) filter (where status = 'won') as numerator,
        count(*) as denominator
    from fct_deals
    where owner_leg_code = 'hunters' and closed_month >= changed_from()
    group by closed_month, owner_team_id
),
volumes as (
    select
        month,
        team_id,
        sum(now_amount)::double as numerator,
        sum(base_amount)::double as denominator
    from int_book_changes
    where month >= changed_from()
        and months_after(month, -12) >= (select min(month) from dim_months)
    group by month, team_id
),
coverage as (
    select
        books.month,
        books.team_id,
        count(*) filter (where contacts.conversation_count > 0) as numerator,
        count(*) as denominator
    from int_month_books as books
    inner join dim_months as months on books.month = months.month
    left join rollup_client_months as contacts
        on books.client_id = contacts.client_id and books.month = contacts.month
        and contacts.month >= changed_from()
    where books.month >= changed_from()
    group by books.month, books.team_id
),
measures as (
    select
        month,
        leg_code,
        team_id,
        'talk_minutes_per_day' as measure_code,
        talk_seconds::double / 60.0 as numerator,
        worked_day_count::double as denominator
    from people
    union all
    -- a company counts once for each operator who worked it, with and without a result
    select
        month,
        leg_code,
        team_id,
        'result_rate_per_company' as measure_code,
        goal_client_count::double as numerator,
        company_count::double as denominator
    from people
    union all
    select
        month,
        leg_code,
        team_id,
        'companies_per_operator' as measure_code,
        company_count::double as numerator,
        people_count::double as denominator
    from people
    union all
    select
        month,
        'hunters' as leg_code,
        team_id,
        'accepted_within_limit' as measure_code,
        numerator::double as numerator,
        denominator::double as denominator
    from acceptances
    union all
    select
        month,
        'hunters' as leg_code,
        team_id,
        'win_rate' as measure_code,
        numerator::double as numerator,
        denominator::double as denominator
    from closings
    union all
    select
        month,
        leg_code,
        team_id,
        'clients_per_manager' as measure_code,
        conversation_client_count::double as numerator,
        people_count::double as denominator
    from managers
    union all
    select
        month,
        'farmers' as leg_code,
        team_id,
        'book_volume' as measure_code,
        numerator,
        denominator
    from volumes
    union all
    select
        month,
        'farmers' as leg_code,
        team_id,
        'contact_coverage' as measure_code,
        numerator::double as numerator,
        denominator::double as denominator
    from coverage
)
select
    measures.month,
    measures.leg_code,
    measures.team_id,
    measures.measure_code,
    measures.numerator::double as numerator,
    measures.denominator::double as denominator,
    coalesce(everybody.people_count, 0)::integer as people_count
from measures
left join everybody
    on measures.month = everybody.month
    and measures.leg_code = everybody.leg_code
    and coalesce(measures.team_id, '') = coalesce(everybody.team_id, '')
