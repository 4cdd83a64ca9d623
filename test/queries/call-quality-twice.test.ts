import {afterAll, beforeAll, expect, test} from "vitest";
import {type Built, buildAll} from "../helpers/run-model.ts";
import {smallCompany} from "../helpers/small-company.ts";

/** The call centre's rollups of a whole small company, against the same figures worked out in another way. */
const companies: Built[] = [];

beforeAll(async () => {
  for (const seed of [7, 21]) companies.push(await buildAll(smallCompany(seed)));
});
afterAll(() => {
  for (const built of companies) built.close();
});

async function agree(ours: string, other: string): Promise<void> {
  let count = 0;
  for (const built of companies) {
    const rows = await built.query(ours);
    count += rows.length;
    expect(rows).toEqual(await built.query(other));
  }
  expect(count).toBeGreaterThan(0);
}

test("promises kept are those with a call that fits, looked for promise by promise", () =>
  agree(
    "select month, employee_id, promised_count, kept_count from rollup_callback_months order by all",
    `
    select month_of(company_date(r.callback_at)) as month, r.employee_id, count(*)::integer as promised_count,
        count_if(exists (
            from fct_calls c
            where c.client_id = r.client_id and c.leg_code = 'call_centre' and c.direction != 'internal'
                and c.started_at > r.filed_at
                and (c.call_date = company_date(r.callback_at)
                    or c.is_contact and c.call_date < company_date(r.callback_at)
                        and c.call_date >= company_date(r.callback_at) - 31)
        ))::integer as kept_count
    from fct_call_results r, dim_settings s
    where r.callback_at is not null and r.leg_code = 'call_centre' and r.client_id is not null
        and r.employee_id is not null and company_date(r.callback_at) >= r.result_date
        and company_date(r.callback_at) <= s.data_until
    group by all order by all`,
  ));

test("who waits for a promised call has no call after any of its days", () =>
  agree(
    "select client_id, due_date, late_days from rollup_open_callbacks order by all",
    `
    select p.client_id, min(p.due_date) as due_date, (max(s.data_until) - min(p.due_date))::integer as late_days
    from int_callbacks p, dim_settings s
    where not p.is_kept and p.due_date between s.data_until - 30 and s.data_until - 1
        and p.due_date >= coalesce((
            select max(c.call_date) from fct_calls c where c.client_id = p.client_id and c.direction != 'internal'
        ), p.due_date)
    group by all order by all`,
  ));

const talks = `
    talks as (
        select distinct c.client_id, c.call_date as day,
            exists (from fct_call_results r where r.client_id = c.client_id and r.leg_code = 'call_centre'
                and r.result_date = c.call_date and r.result_code = 'goal') as won,
            exists (from fct_call_results r where r.client_id = c.client_id and r.leg_code = 'call_centre'
                and r.result_date = c.call_date and r.result_code in ('refusal', 'screened_out')) as refused,
            exists (from fct_call_results r where r.client_id = c.client_id and r.leg_code = 'call_centre'
                and r.result_date = c.call_date and r.secondary_goal = 'profile') as told
        from fct_calls c
        where c.is_conversation and c.leg_code = 'call_centre' and c.client_id is not null and c.direction != 'internal'
    )`;

test("what follows a first refusal is what lists of each client's days say", () =>
  agree(
    `select month, sum(client_count)::integer as clients, sum(decided_count)::integer as decided,
        sum(again_count)::integer as again, sum(softened_count)::integer as softened,
        sum(needs_count)::integer as needs, sum(goal_count)::integer as goals, sum(won_count)::integer as won
    from rollup_first_refusals group by all order by all`,
    `
    with ${talks},
    firsts as (
        select client_id, min(result_date) as day
        from fct_call_results
        where result_code = 'refusal' and leg_code = 'call_centre' and client_id is not null
        group by all
    ),
    judged as (
        select f.*, f.day + 60 <= (select data_until from dim_settings) as over,
            (select list(t order by t.day) from talks t
                where t.client_id = f.client_id and t.day > f.day and t.day <= f.day + 60) as later,
            exists (from fct_call_results r where r.client_id = f.client_id and r.leg_code = 'call_centre'
                and r.secondary_goal = 'profile' and r.result_date between f.day and f.day + 60) as needs,
            exists (from fct_call_results r where r.client_id = f.client_id and r.leg_code = 'call_centre'
                and r.result_code = 'goal' and r.result_date between f.day + 1 and f.day + 60) as goal,
            exists (from fct_deals d where d.client_id = f.client_id and d.status = 'won'
                and d.closed_date between f.day + 1 and f.day + 60) as won
        from firsts f
    )
    select date_trunc('month', day)::date as month, count(*)::integer as clients, count_if(over)::integer as decided,
        count_if(over and len(later) > 0)::integer as again,
        count_if(over and len(later) > 0 and not later[1].refused)::integer as softened,
        count_if(over and needs)::integer as needs, count_if(over and goal)::integer as goals,
        count_if(over and won)::integer as won
    from judged group by all order by all`,
  ));

test("first and second conversations are the first two of each client's days of talk", () =>
  agree(
    `select month, is_profiled, sum(client_count)::integer as clients, sum(decided_count)::integer as decided,
        sum(again_count)::integer as again, sum(second_goal_count)::integer as goals
    from rollup_first_conversations group by all order by all`,
    `
    with ${talks},
    lists as (select client_id, list({'day': day, 'won': won, 'told': told} order by day) as days from talks group by all),
    pairs as (
        select days[1] as one, days[2] as two,
            not days[1].won and days[1].day + 60 <= (select data_until from dim_settings) as over
        from lists
    )
    select date_trunc('month', one.day)::date as month, one.told as is_profiled, count(*)::integer as clients,
        count_if(over)::integer as decided,
        count_if(over and coalesce(two.day <= one.day + 60, false))::integer as again,
        count_if(over and coalesce(two.day <= one.day + 60 and two.won, false))::integer as goals
    from pairs group by all order by all`,
  ));

test("what was told first in a month was not told in any month before", () =>
  agree(
    `select month, secondary_goal, company_count, known_count, gained_count from rollup_learned_months order by all`,
    `
    with called as (
        select distinct date_trunc('month', call_date)::date as month, client_id
        from fct_calls where leg_code = 'call_centre' and direction != 'internal' and client_id is not null
    ),
    told as (
        select distinct client_id, secondary_goal, result_month
        from fct_call_results where secondary_goal is not null and leg_code = 'call_centre' and client_id is not null
    ),
    grid as (
        select called.*, g.secondary_goal,
            exists (from told t where t.client_id = called.client_id and t.secondary_goal = g.secondary_goal
                and t.result_month < called.month) as before,
            exists (from told t where t.client_id = called.client_id and t.secondary_goal = g.secondary_goal
                and t.result_month = called.month) as now
        from called, (select distinct secondary_goal from told) g
    )
    select month, secondary_goal, count(*)::integer as company_count, count_if(before)::integer as known_count,
        count_if(now and not before)::integer as gained_count
    from grid group by all having count_if(before) + count_if(now and not before) > 0 order by all`,
  ));

test("pairs of marks are those of a list of marks against itself", () =>
  agree(
    `select item_code, score, other_score, sum(pair_weight) as weight from rollup_qa_pairs group by all order by all`,
    `
    with heard as (
        select item_code, call_id, list(score order by review_id) as marks
        from fct_qa_scores where score is not null group by all having count(*) = 2
    )
    select item_code, marks[i] as score, marks[3 - i] as other_score, count(*)::double as weight
    from heard, (values (1), (2)) as places(i) group by all order by all`,
  ));

test("marks of the checklist add up to the mean marks of each conversation", () =>
  agree(
    `select month, item_code, sum(applied_count)::integer as applied, sum(skipped_count)::integer as skipped,
        round(sum(score_sum), 6) as score
    from rollup_qa_months group by all order by all`,
    `
    with heard as (
        select item_code, call_id, month_of(min(review_date)) as month, avg(score) as score
        from fct_qa_scores group by all
    )
    select month, item_code, count(score)::integer as applied, count_if(score is null)::integer as skipped,
        round(coalesce(sum(score), 0), 6) as score
    from heard group by all order by all`,
  ));

test("companies talked with in twelve months are the different ones, not those of each month added up", () =>
  agree(
    "select month, talked_count from rollup_company_years order by all",
    `
    with called as (
        select distinct month_of(call_date) as month, client_id, is_conversation
        from fct_calls where leg_code = 'call_centre' and direction != 'internal' and client_id is not null
    )
    select ends.month, (count(distinct c.client_id) filter (where c.is_conversation))::integer as talked_count
    from (select distinct month from called) ends
    join called c on c.month <= ends.month and c.month > ends.month - interval 12 month
    group by all order by all`,
  ));

test("companies of twelve months are the different ones called in them", () =>
  agree(
    "select month, company_count, new_company_count from rollup_company_years order by all",
    `
    with called as (
        select distinct month_of(call_date) as month, client_id
        from fct_calls where leg_code = 'call_centre' and direction != 'internal' and client_id is not null
    ),
    firsts as (select client_id, min(month) as first_month from called group by all)
    select ends.month, count(distinct c.client_id)::integer as company_count,
        (count(distinct c.client_id) filter (where f.first_month > ends.month - interval 12 month))::integer
            as new_company_count
    from (select distinct month from called) ends
    join called c on c.month <= ends.month and c.month > ends.month - interval 12 month
    join firsts f using (client_id)
    group by all order by all`,
  ));
