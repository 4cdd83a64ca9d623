import {afterAll, beforeAll, expect, test} from "vitest";
import {type Built, buildAll} from "../helpers/run-model.ts";
import {smallCompany} from "../helpers/small-company.ts";

/**
 * Figures that pay hangs on, of whole small companies whose people keep their posts, against the same worked out in another
 * way, month by month.
 */
const companies: Built[] = [];

beforeAll(async () => {
  for (const seed of [7, 21]) companies.push(await buildAll(smallCompany(seed, {isSteady: true})));
  const fixture = smallCompany(33, {isSteady: true});
  const ids = fixture["stage.employees"]!.map((row) => String(row["employee_id"]));
  // every second deal is shared by its owner and the next person of the staff list
  fixture["stage.deal_shares"] = fixture["stage.deals"]!.flatMap(({deal_id = "", owner = ""}, index) =>
    index % 2
      ? []
      : [
          {deal_id, employee: owner, share: 0.25},
          {deal_id, employee: ids[(ids.indexOf(String(owner)) + 1) % ids.length]!, share: 0.75},
        ],
  );
  companies.push(await buildAll(fixture));
});
afterAll(() => {
  for (const built of companies) built.close();
});

/** Everybody holds one post all the time, so that a figure is of a whole month. */
async function agree(
  metric: string,
  other: string,
  shown = "numerator::double as n, denominator::double as d",
) {
  let count = 0;
  for (const built of companies) {
    const rows = await built.query(
      `select month, employee_id as who, ${shown} from rollup_pay_figures where metric_code = '${metric}' order by all`,
    );
    count += rows.length;
    expect(rows, metric).toEqual(await built.query(`select * from (${other}) order by all`));
  }
  expect(count, metric).toBeGreaterThan(0);
}

const months = "(select distinct month from dim_months)";
const people = (...roles: string[]) =>
  `(select employee_id as who, role from stage.employee_roles where role in (${roles.map((role) => `'${role}'`).join(", ")}))`;

test("results accepted are hand-overs counted one by one, noughts among them", () =>
  agree(
    "results_accepted",
    `select m.month, p.who, (
        select count(*) from fct_handovers h
        where h.from_employee_id = p.who and h.to_leg_code = 'hunters' and h.from_leg_code = 'call_centre'
            and date_trunc('month', company_date(h.accepted_at)) = m.month
            and not coalesce(h.returned_at >= h.accepted_at
                and date_trunc('month', company_date(h.returned_at)) = m.month, false)
    )::double as n, null::double as d
    from ${months} m, ${people("operator")} p
    where m.month in (select offered_month from fct_handovers where to_leg_code = 'hunters'
        union select accepted_month from fct_handovers where to_leg_code = 'hunters')`,
  ));

test("the result rate is the one that the pages show", () =>
  agree(
    "result_rate",
    `select month, employee_id as who, goal_client_count::double as n, company_count::double as d
    from rollup_operator_months where leg_code = 'call_centre' and company_count > 0`,
  ));

test("conversations are counted call by call", () =>
  agree(
    "conversations",
    `select m.month, p.who, (
        select count(*) from fct_calls c where c.employee_id = p.who and c.is_conversation
            and c.direction != 'internal' and date_trunc('month', c.call_date) = m.month
    )::double as n, null::double as d
    from ${months} m, ${people("operator", "hunter", "farmer")} p
    where m.month in (select call_month from fct_calls)`,
  ));

test("talk is held against the norm of the days with a call, and deviates as its days do", () =>
  agree(
    "talk_minutes_share",
    `with d as (
        select call_month as month, employee_id as who, call_date, sum(talk_seconds) as s, sum(attempt_count) as a
        from rollup_operator_days where leg_code = 'call_centre' group by all
    )
    select month, who, round(sum(s) / 60.0, 2)::double as n, (120 * count(*) filter (a > 0))::double as d,
        round(stddev_samp(s) filter (a > 0) / 60 * sqrt(count(*) filter (a > 0)))::double as deviation
    from d group by all having count(*) filter (a > 0) > 0`,
    "round(numerator, 2)::double as n, denominator::double as d, deviation",
  ));

test("promises kept are those of the pages", () =>
  agree(
    "callbacks_kept_share",
    // in a month in which everything fell due while the person was away there is nothing to pay by
    `select month, employee_id as who, kept_count::double as n, promised_count::double as d
    from rollup_callback_months where promised_count > 0`,
  ));

test("quality is the sum of the checklist's weights over conversations heard, each once", () =>
  agree(
    "qa_score_share",
    `with marks as (
        select coalesce(conversation_id, review_id) as talk, item_code, avg(score) as mark, max(weight) as weight,
            max(employee_id) as who, date_trunc('month', min(review_date))::date as month
        from fct_qa_scores group by all
    )
    select month, who, round(sum(mark * weight), 4)::double as n, sum(weight)::double as d,
        count(distinct talk)::integer as case_count
    from marks where mark is not null and who is not null group by month, who`,
    "round(numerator, 4)::double as n, denominator::double as d, case_count",
  ));

test("deals won are those of the pages, of hunters with none too, and a shared one is each one's part", () =>
  agree(
    "deals_won",
    `select m.month, p.who, (
        select coalesce(sum(coalesce(
            (select s.share from stage.deal_shares s where s.deal_id = d.deal_id and s.employee = p.who),
            case when d.owner_employee_id = p.who and not exists (
                select 1 from stage.deal_shares s where s.deal_id = d.deal_id) then 1 end)), 0)
        from fct_deals d where d.status = 'won' and d.closed_month = m.month
    )::double as n, null::double as d
    from ${months} m, ${people("hunter")} p
    where m.month in (select created_month from fct_deals union select closed_month from fct_deals)`,
  ));

test("hand-overs in time and those still held past the limit are the clocks of the pages", () =>
  agree(
    "handovers_in_time_share",
    `select month, employee_id as who, (passed_count - late_count)::double as n, (passed_count + overdue_count)::double as d
    from rollup_hunter_months where passed_count + overdue_count > 0`,
  ));

test("hand-overs given back are those offered in the month and returned in it", () =>
  agree(
    "handovers_returned_share",
    `select offered_month as month, from_employee_id as who,
        (count(*) filter (date_trunc('month', returned_date) = offered_month))::double as n, count(*)::double as d
    from fct_handovers where from_employee_id is not null and offered_month in ${months} group by all`,
  ));

test("clients contacted in time are counted on the last day of each month", () =>
  agree(
    "contacts_done_share",
    `with book as (
        select m.month, m.known_until as edge, o.owner_employee_id as who, o.client_id, g.contact_days as most,
            coalesce((select max(c.call_date) from fct_calls c where c.client_id = o.client_id and c.is_contact
                and c.direction != 'internal' and c.call_date <= m.known_until), o.valid_from) as since
        from dim_months m, fct_ownership o, stage.clients k, company.contact_groups g
        where o.leg_code = 'farmers' and o.valid_from <= m.known_until and o.valid_to > m.known_until
            and k.client_id = o.client_id and trim(k.client_group) = g.client_group
    )
    select month, who, (count(*) filter (edge - since <= most))::double as n, count(*)::double as d
    from book group by all`,
  ));

test("a woken client is one that had not bought for the dormant days", () =>
  agree(
    "clients_revived",
    `with bought as (
        select distinct client_id, ordered_on as day from stage.orders where amount >= 0 and client_id is not null
    ),
    woken as (
        select b.day, b.client_id from bought b, dim_settings s
        where (select max(e.day) from bought e where e.client_id = b.client_id and e.day < b.day) <= b.day - s.dormant_days
    )
    select m.month, p.who, (
        select count(*) from woken w, fct_ownership o
        where o.client_id = w.client_id and o.valid_from <= w.day and o.valid_to > w.day
            and o.owner_employee_id = p.who and date_trunc('month', w.day) = m.month
    )::double as n, null::double as d
    from ${months} m, ${people("operator", "hunter", "farmer")} p
    where m.month in (select date_trunc('month', ordered_on) from stage.orders)`,
  ));

test("every figure is the sum of its rows, and a figure without rows is a nought", async () => {
  for (const built of companies)
    expect(
      await built.query(`
        select f.employee_id, f.metric_code, f.month from rollup_pay_figures f
        where f.numerator != coalesce((select sum(r.numerator) from rollup_pay_rows r
                where r.employee_id = f.employee_id and r.metric_code = f.metric_code and r.from_date = f.from_date), 0)
            or coalesce(f.denominator, 0) != coalesce((select sum(r.denominator) from rollup_pay_rows r
                where r.employee_id = f.employee_id and r.metric_code = f.metric_code and r.from_date = f.from_date), 0)`),
    ).toEqual([]);
});

test("money of deals is that of won ones by payment, and each deal has who led it", async () => {
  for (const built of companies) {
    // a deal won on a day that nobody knows is nobody's yet
    const money = await built.query("select payment_id, deal_id from fct_deal_money order by all");
    expect(money.length).toBeGreaterThan(0);
    expect(money).toEqual(
      await built.query(
        `select p.payment_id, d.deal_id from stage.payments p, stage.deals d, fct_deals f
        where p.deal_id = d.deal_id and f.deal_id = d.deal_id and d.status = 'won' and f.closed_date is not null
        order by all`,
      ),
    );
    expect(await built.query("select deal_id, employee_id from fct_deal_credits order by all")).toEqual(
      await built.query(
        `select deal_id, stage.deals.owner as employee_id from stage.deals inner join fct_deals using (deal_id)
        where stage.deals.status = 'won' and closed_date is not null
            and deal_id not in (select deal_id from stage.deal_shares)
        union all
        select deal_id, employee from stage.deal_shares inner join fct_deals using (deal_id)
        where status = 'won' and closed_date is not null order by all`,
      ),
    );
  }
});
