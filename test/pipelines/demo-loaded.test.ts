import {readFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {homeAt} from "../../pipelines/company/company.ts";
import {Database, type SqlRow} from "../../pipelines/database.ts";
import type {RunResult} from "../../pipelines/run.ts";
import {currentSnapshot} from "../../pipelines/snapshots.ts";
import {loadedDemo} from "../helpers/loaded-demo.ts";

interface Truth {
  files: Record<string, {rows: number; duplicates: number; rejected: Record<string, number>}>;
  calls_by_month: {
    month: string;
    source: string;
    calls: number;
    conversations: number;
    talk_seconds: number;
  }[];
  operator_months: {
    employee_id: string;
    month: string;
    attempts_out: number;
    calls_in: number;
    contacts: number;
    conversations: number;
    talk_seconds: number;
    recorded_conversations: number;
    companies_worked: number;
    goals: number;
    refusals: number;
  }[];
  deals: {created: number; won_by_month: {month: string; won: number; won_amount: number}[]};
  orders_by_month: {month: string; lines: number; kopecks: number}[];
  payments_by_month: {month: string; payments: number; kopecks: number}[];
  invoices_by_month: {month: string; invoices: number; kopecks: number}[];
  unmatched: {calls_of_unknown_extension: Record<string, number>};
  last_day: string;
  planted: {
    scripts: {first_talks: {script_version: string; day: string; companies: number; goals: number}[]};
    hasty_promises: {observed: {employee_id: string; month: string; promised: number; kept: number}[]};
    claimed_clients: {
      observed: {employee_id: string; day: string; entered: number; invoiced: number; claimed: number}[];
    };
    clients_feedback: {
      observed: {month: string; stage: string; employee_id: string; best: string; answers: number}[];
    };
    revival_campaign: {
      campaign_id: string;
      watched_until: string;
      drawn: Record<"treated" | "control", {clients: number; reactivated: number}>;
    };
  };
}

/** What the simulation says it did, against what comes out of the published tables. */
describe("the demo company, loaded", () => {
  let truth: Truth;
  let result: RunResult;
  let management: Database;
  let health: Database;

  beforeAll(async () => {
    const demo = await loadedDemo();
    const {folder} = demo;
    const home = homeAt(folder);
    result = demo.result;
    truth = JSON.parse(readFileSync(join(folder, "var", "truth.json"), "utf8")) as Truth;
    const manifest = currentSnapshot(home)!;
    management = await Database.open(join(home.snapshots, manifest.audiences.management.file), {
      access_mode: "READ_ONLY",
    });
    for (const part of manifest.audiences.management.attach)
      await management.run(`attach '${join(home.snapshots, part.file)}' as ${part.name} (read_only)`);
    health = await Database.open(join(home.snapshots, manifest.health), {access_mode: "READ_ONLY"});
  }, 300_000);
  afterAll(() => {
    management?.close();
    health?.close();
  });

  const table = async (sql: string, key: string) =>
    new Map((await management.rows(sql)).map((row: SqlRow) => [String(row[key]), row]));

  test("the run publishes, and no file fails", () => {
    expect(result.failedFiles).toEqual([]);
    expect(result.status).toBe("done");
  });

  test("each file gives the rows and quarantined rows that were planted", async () => {
    const loads = await health.rows(
      // whichever of overlapping files holds a row that was set aside, it was set aside in each
      "select source_id, file_name, row_count, rejected_count + superseded_count as rejected_count, accepted_count, skipped_count from loads",
    );
    const found = Object.fromEntries(
      loads.map((load) => [
        `${load["source_id"]}/${load["file_name"]}`,
        [load["row_count"], load["rejected_count"]],
      ]),
    );
    const planted = Object.fromEntries(
      Object.entries(truth.files).map(([file, counts]) => [
        file,
        [counts.rows, Object.values(counts.rejected).reduce((sum, count) => sum + count, 0)],
      ]),
    );
    expect(found).toEqual(planted);
    for (const load of loads)
      expect(
        Number(load["accepted_count"]) + Number(load["rejected_count"]) + Number(load["skipped_count"]),
      ).toBe(load["row_count"]);
  });

  test("calls, conversations and talk by month and telephony", async () => {
    const found = await management.rows(
      `select strftime(call_month, '%Y-%m') as month, source_id as source, count(*) as calls,
         count(*) filter (where is_conversation)::integer as conversations, sum(talk_seconds)::integer as talk_seconds
       from fct_calls where direction <> 'internal' group by all order by all`,
    );
    const planted = truth.calls_by_month
      .map(({month, source, calls, conversations, talk_seconds}) => ({
        month,
        source,
        // the simulation lists calls of a telephone that belongs to nobody apart
        calls: calls + (source === "sipuni" ? (truth.unmatched.calls_of_unknown_extension[month] ?? 0) : 0),
        conversations,
        talk_seconds,
      }))
      .sort((left, right) => (left.month + left.source < right.month + right.source ? -1 : 1));
    expect(found).toEqual(planted);
  });

  test("each operator's month: attempts, conversations, recordings, talk, companies, goals, refusals", async () => {
    const found = await table(
      `select employee_id || ' ' || strftime(month, '%Y-%m') as key, * from rollup_operator_months where leg_code = 'call_centre'`,
      "key",
    );
    const out = await table(
      "select employee_id || ' ' || strftime(call_month, '%Y-%m') as key, count(*)::integer as calls from fct_calls where direction = 'out' group by all",
      "key",
    );
    for (const planted of truth.operator_months) {
      const row = found.get(`${planted.employee_id} ${planted.month}`)!;
      expect({
        key: row["key"],
        attempts: out.get(`${planted.employee_id} ${planted.month}`)?.["calls"],
        contacts: row["contact_count"],
        conversations: row["conversation_count"],
        recorded: row["recorded_count"],
        talk: row["talk_seconds"],
        goals: row["goal_count"],
        refusals: row["refusal_count"],
      }).toEqual({
        key: `${planted.employee_id} ${planted.month}`,
        attempts: planted.attempts_out,
        contacts: planted.contacts,
        conversations: planted.conversations,
        recorded: planted.recorded_conversations,
        talk: planted.talk_seconds,
        goals: planted.goals,
        refusals: planted.refusals,
      });
    }
  });

  test("companies by the day of their first conversation under each script, and how many agreed in it", async () => {
    const found = await management.rows(
      `select script_version, strftime(talk_date, '%Y-%m-%d') as day, company_count as companies, goal_count as goals
       from rollup_script_days where dimension_code = 'all' order by script_version, talk_date`,
    );
    expect(found).toEqual(truth.planted.scripts.first_talks);
  });

  test("deals won, orders, payments and invoices by month, to the kopeck", async () => {
    const deals = await management.rows(
      "select strftime(closed_month, '%Y-%m') as month, count(*) as won, sum(deal_amount)::integer as won_amount from fct_deals where status = 'won' group by all order by all",
    );
    expect(deals.filter((row) => String(row["month"]) >= truth.deals.won_by_month[0]!.month)).toEqual(
      truth.deals.won_by_month,
    );
    const orders = await management.rows(
      "select strftime(order_month, '%Y-%m') as month, count(*) as lines, (sum(order_amount) * 100)::bigint as kopecks from fct_orders group by all order by all",
    );
    expect(orders).toEqual(truth.orders_by_month.map(({month, lines, kopecks}) => ({month, lines, kopecks})));
    const payments = await management.rows(
      "select strftime(payment_month, '%Y-%m') as month, count(*) as payments, (sum(payment_amount) * 100)::bigint as kopecks from fct_payments group by all order by all",
    );
    expect(payments).toEqual(truth.payments_by_month);
    const invoices = await management.rows(
      "select strftime(invoice_month, '%Y-%m') as month, count(*) as invoices, (sum(invoice_amount) * 100)::bigint as kopecks from fct_invoices group by all order by all",
    );
    expect(invoices).toEqual(truth.invoices_by_month);
  });

  test("promised calls of each hunter's month, and those made in time", async () => {
    const found = await management.rows(
      `select employee_id, strftime(month, '%Y-%m') as month, promised_count + away_count as promised,
           kept_count + away_kept_count as kept
       from rollup_hunter_work where promised_count + away_count > 0 order by employee_id, month`,
    );
    const lastMonth = truth.last_day.slice(0, 7);
    expect(found).toEqual(truth.planted.hasty_promises.observed.filter(({month}) => month <= lastMonth));
  });

  test("clients' answers by month, stage and whom they are about", async () => {
    const found = await management.rows(
      `select strftime(month, '%Y-%m') as month,
         case feedback_stage when 'Первый разговор' then 'first_talk' when 'Сделка' then 'deal' when 'Сопровождение' then 'care' end as stage,
         employee_id, score_max::integer::varchar as best, sum(answer_count)::integer as answers,
         sum(good_count)::integer as good, sum(bad_count)::integer as bad
       from rollup_feedback_months group by all`,
    );
    const key = (row: SqlRow) => [row["month"], row["stage"], row["employee_id"], row["best"]].join("|");
    expect(found.sort((a, b) => (key(a) < key(b) ? -1 : 1))).toEqual(truth.planted.clients_feedback.observed);
  });

  test("cards that people made, and whether for an invoice or to hold the client", async () => {
    const [{last}] = (await management.rows(
      "select strftime(data_until - fading_days, '%Y-%m-%d') as last from dim_settings",
    )) as [{last: string}];
    const found = await management.rows(
      `select employee_id, sum(entered_count)::integer as entered, sum(invoiced_count)::integer as invoiced,
         sum(claimed_count)::integer as claimed
       from rollup_entered_months group by all order by employee_id`,
    );
    const made = Map.groupBy(
      truth.planted.claimed_clients.observed.filter(({day}) => day <= last),
      ({employee_id}) => employee_id,
    );
    const sum = (rows: {entered: number; invoiced: number; claimed: number}[]) => ({
      entered: rows.reduce((total, row) => total + row.entered, 0),
      invoiced: rows.reduce((total, row) => total + row.invoiced, 0),
      claimed: rows.reduce((total, row) => total + row.claimed, 0),
    });
    expect(found).toEqual([...made].map(([employee_id, rows]) => ({employee_id, ...sum(rows)})));
  });

  test("the revival campaign, cut off by the last day of data, is not complete and shows no more than was drawn", async () => {
    const {campaign_id, watched_until, drawn} = truth.planted.revival_campaign;
    expect(watched_until > truth.last_day).toBe(true);
    const groups = await management.rows(
      `select client_count, returned_count, last_watched_date = data_until as is_last_day, is_complete
       from rollup_campaign_groups cross join dim_settings where campaign_id = '${campaign_id}' order by is_control`,
    );
    const planted = [drawn.treated, drawn.control];
    expect(groups.map((row) => [row["client_count"], row["is_last_day"], row["is_complete"]])).toEqual(
      planted.map(({clients}) => [clients, true, false]),
    );
    for (const [index, {reactivated}] of planted.entries()) {
      expect(Number(groups[index]!["returned_count"])).toBeGreaterThan(0);
      expect(Number(groups[index]!["returned_count"])).toBeLessThanOrEqual(reactivated);
    }
  });
});
