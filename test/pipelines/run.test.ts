import {readdirSync, readFileSync, rmSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import type {Home} from "../../pipelines/company/company.ts";
import {askHealth} from "../../pipelines/health-file.ts";
import {type RunOptions, run} from "../../pipelines/run.ts";
import {makeHome, put, write} from "../helpers/home.ts";
import {differences, publishedTables, queryPublished} from "../helpers/published.ts";
import {copyHome, madeOnce} from "../helpers/start.ts";

const day = (number: number) => () => new Date(Date.UTC(2026, 2, number, 6));
const runOn = (home: Home, number: number, options: RunOptions = {}) =>
  run(home, {now: day(number), ...options});
const failing = (result: Awaited<ReturnType<typeof run>>) =>
  result.checks.filter((check) => check.severity === "fail" && check.status_code === "failed");

const paymentHead = "payment_id,paid_on,amount,client_name\n";
const amounts = (home: Home) =>
  queryPublished(
    home,
    "select payment_id, payment_amount::varchar as amount from fct_payments order by payment_id",
  );

const shopHead = "order_id,line_number,ordered_on,amount\n";
const three = "sources:\n  bank: {preset: payments}\n  cash: {preset: payments}\n  shop: {preset: orders}\n";

/** A home after its first run, to be read only. */
const company = madeOnce(async (folder): Promise<Home> => {
  const home = makeHome({sources: three}, folder());
  put(home, "bank/1.csv", `${paymentHead}p1,2026-03-01,10,\np2,never,10,\n`);
  put(home, "bank/2.csv", `${paymentHead}p1,2026-03-01,99,\n`);
  put(home, "cash/1.csv", `${paymentHead}p3,2025-12-01,20,\n`);
  put(home, "shop/1.csv", `${shopHead}o1,1,2026-01-10,10\no2,1,2026-02-10,20\no3,1,2025-05-10,30\n`);
  await runOn(home, 1);
  return home;
});

test("a file that cannot be read does not hold up the others; once the mapping is right it is staged, in its order", async () => {
  const right =
    "sources:\n  bank: {preset: payments, system: money}\n  cash:\n    preset: payments\n    system: money\n    entities: {payments: {fields: {payment_id: Номер}}}\n";
  const home = makeHome({sources: right.replace("Номер", "Nomer")});
  put(home, "cash/1.csv", "Номер,paid_on,amount\np1,2026-03-01,10\n");
  const first = await runOn(home, 1);
  expect(first).toMatchObject({status: "failed", landed: 1, staged: 0});
  expect(first.failedFiles).toEqual([
    expect.stringMatching(
      /^cash\/1\.csv: sources\.yaml: cash\.entities\.payments\.payment_id: the file has no column "Nomer"; it has Номер, paid_on, amount; name one of these in the mapping$/,
    ),
  ]);
  const inRussian =
    "cash/1.csv: источник cash, оплаты, поле «Номер оплаты»: в файле нет столбца «Nomer»; в нём есть Номер, paid_on, amount; назовите в настройке один из них";
  expect(
    await askHealth(home, "loads", (health) => health.rows("select message, message_ru from loads")),
  ).toEqual([{message: first.failedFiles[0], message_ru: inRussian}]);
  put(home, "bank/2.csv", `${paymentHead}p1,2026-03-01,99,\n`);
  expect(await runOn(home, 2)).toMatchObject({
    status: "failed",
    staged: 1,
    failedFiles: [],
    unread: ["cash/1.csv (file 1)"],
  });
  write(join(home.company, "sources.yaml"), right);
  expect(await runOn(home, 3)).toMatchObject({status: "done", landed: 0, staged: 2});
  expect(
    await askHealth(home, "loads", (health) => health.value("select count(message_ru) from loads")),
  ).toBe(0);
  // the later file still stands above the one that was mended
  expect(await amounts(home)).toEqual([{payment_id: "p1", amount: "99.00"}]);
});

test("replay stages files with rejected rows again without putting them above later ones", async () => {
  const home = copyHome(await company());
  const result = await runOn(home, 2, {replay: true});
  expect(result).toMatchObject({status: "done", rejected: 1});
  expect(await amounts(home)).toEqual([
    {payment_id: "p1", amount: "99.00"},
    {payment_id: "p3", amount: "20.00"},
  ]);
});

test("a new dictionary entry lets rejected rows in with the next run", async () => {
  const home = makeHome({
    sources: "sources:\n  results: {preset: call_results}\n",
    dictionaries: {refusal_reasons: "code,raw\nprice,дорого\n"},
    inbox: {
      "results/1.csv":
        "result_id,operator,filed_at,result_code,refusal_reason\nr1,201,2026-03-01 10:00,refusal,Дорого\nr2,201,2026-03-01 11:00,refusal,нет  бюджета\n",
    },
  });
  expect(await runOn(home, 1)).toMatchObject({staged: 1, rejected: 1});
  expect(await runOn(home, 2)).toMatchObject({staged: 0});
  write(
    join(home.company, "dictionaries/refusal_reasons.csv"),
    "code,raw\nprice,дорого\nbudget,Нет бюджета\n",
  );
  expect(await runOn(home, 2)).toMatchObject({staged: 2, rejected: 0});
  expect(
    await queryPublished(home, "select result_id, refusal_reason from fct_call_results order by result_id"),
  ).toEqual([
    {result_id: "r1", refusal_reason: "price"},
    {result_id: "r2", refusal_reason: "budget"},
  ]);
});

test("what a source brought goes when it is taken out of sources.yaml and comes back with it", async () => {
  const home = copyHome(await company());
  const before = await publishedTables(home);
  write(join(home.company, "sources.yaml"), three.replace("  cash: {preset: payments}\n", ""));
  await runOn(home, 2);
  expect(await amounts(home)).toEqual([{payment_id: "p1", amount: "99.00"}]);
  write(join(home.company, "sources.yaml"), three);
  await runOn(home, 3);
  expect(differences(await publishedTables(home), before)).toEqual([]);
});

test("rows known only to a source that extends another's do not stop a run", async () => {
  const sources = Object.entries({
    deals: "deal_id: id, loss_reason: why",
    calls: "call_id: id, recording: why",
    clients: "client_id: id, segment: why",
    orders: "order_id: id, line_number: id, product: why",
    payments: "payment_id: id, product_group: why",
    handovers: "handover_id: id, return_reason: why",
    employees: "employee_id: id, aliases: why",
    call_results: "result_id: id, comment: why",
    invoices: "invoice_id: id, product_group: why",
    script_versions: "script_version: id, notes: why",
    campaigns: "campaign_id: id, campaign_name: why",
  })
    .map(
      ([entity, fields]) => `  x_${entity}: {entities: {${entity}: {extends: true, fields: {${fields}}}}}\n`,
    )
    .join("");
  const home = makeHome({sources: `sources:\n  bank: {preset: payments}\n${sources}`});
  put(home, "bank/1.csv", `${paymentHead}p1,2026-03-01,10,\n`);
  for (const line of sources.matchAll(/^ {2}(x_\w+)/gm))
    put(home, `${line[1]}/1.csv`, `id;why\nonly-${line[1]};because\n`);
  const result = await runOn(home, 1);
  expect(failing(result)).toEqual([]);
  expect(result.status).toBe("done");
  expect(await amounts(home)).toEqual([{payment_id: "p1", amount: "10.00"}]);
});

test("a lost year file is made again, not left with a month of it", async () => {
  const home = copyHome(await company());
  for (const file of readdirSync(home.parts)) rmSync(join(home.parts, file));
  put(home, "shop/2.csv", `${shopHead}o4,1,2026-02-11,40\n`);
  expect(await runOn(home, 2)).toMatchObject({status: "done"});
  expect(await queryPublished(home, "select order_id from fct_orders order by order_id")).toEqual(
    ["o1", "o2", "o3", "o4"].map((order_id) => ({order_id})),
  );
});

test("a company without a single file publishes empty tables; the journal tells of each step, line by line", async () => {
  const home = makeHome({sources: "sources:\n  bank: {preset: payments}\n"});
  const told: string[] = [];
  const result = await runOn(home, 1, {reporter: (line) => told.push(JSON.stringify(line))});
  expect(result).toMatchObject({status: "done", landed: 0});
  expect(await queryPublished(home, "select * from fct_calls")).toEqual([]);
  const lines = readFileSync(join(home.runs, `${result.run}.ndjson`), "utf8")
    .trimEnd()
    .split("\n");
  expect(lines).toEqual(told);
  const events = lines.map((line) => JSON.parse(line) as {event: string; step?: string});
  const steps = events.filter(({event}) => event !== "step_progress");
  expect(steps.map(({event, step}) => (step ? `${event} ${step}` : event))).toEqual([
    "run_started",
    ...["land", "stage", "build", "check", "publish"].flatMap((step) => [
      `step_started ${step}`,
      `step_finished ${step}`,
    ]),
    "run_finished",
  ]);
  expect(events.at(-1)).toMatchObject({
    status: "done",
    message: `published ${result.snapshot}`,
    message_ru: `опубликовано: ${result.snapshot}`,
    snapshot: result.snapshot,
    run: result.run,
  });
});

test("an unknown source is a wrong use and starts nothing", async () => {
  const home = makeHome({sources: "sources:\n  bank: {preset: payments}\n"});
  await expect(runOn(home, 1, {source: "cash"})).rejects.toThrow(
    /^--source cash: there is no such source; sources\.yaml names bank$/,
  );
});

test("a change of the production calendar reaches the snapshot with the next run", async () => {
  const home = copyHome(await company());
  // 2 March 2026 is a Monday
  const isWorking = () =>
    queryPublished(home, "select is_working from dim_dates where date_day = '2026-03-02'");
  expect(await isWorking()).toEqual([{is_working: true}]);
  write(join(home.company, "calendars/ru-own.csv"), "date,kind\n2026-03-02,off\n");
  await runOn(home, 2);
  expect(await isWorking()).toEqual([{is_working: false}]);
});
