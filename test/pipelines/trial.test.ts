import {spawn} from "node:child_process";
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {hostname} from "node:os";
import {join} from "node:path";
import {expect, test} from "vitest";
import type {Home} from "../../pipelines/company/company.ts";
import {currentSnapshot} from "../../pipelines/snapshots.ts";
import type {Effect} from "../../pipelines/trial.ts";
import {openWarehouse} from "../../pipelines/warehouse.ts";
import {estafeta} from "../helpers/cli.ts";
import {author, health, published} from "../helpers/fixing.ts";
import {makeHome, put, write} from "../helpers/home.ts";
import {differences, publishedTables, queryPublished} from "../helpers/published.ts";

const sources = `# what comes in
sources:
  results: {preset: call_results} # outcomes of the call centre
  bank: {preset: payments}
`;
const reasons = "code,name_en,name_ru,raw\nprice,Price,Цена,дорого\n";
const results = (second: string) =>
  `result_id,operator,filed_at,result_code,refusal_reason\nr1,201,2026-03-01 10:00,refusal,дорого\nr2,201,2026-03-01 11:00,refusal,${second}\n`;

async function company(second = "нет бюджета"): Promise<Home> {
  const home = makeHome({sources, dictionaries: {refusal_reasons: reasons}});
  put(home, "bank/1.csv", "payment_id,paid_on,amount\np1,2026-02-01,10\np2,2026-02-02,ten\n");
  put(home, "results/1.csv", results(second));
  await published(home);
  return home;
}

/** A changes document as a file. */
const document = (home: Home, changes: object) =>
  write(join(home.home, "changes.json"), JSON.stringify({...author, ...changes}));
const tryOut = async (home: Home, changes: object): Promise<Effect> => {
  const ended = await estafeta(
    "fix",
    "--changes",
    document(home, changes),
    "--trial",
    "--json",
    "--home",
    home.home,
  );
  expect(ended).toMatchObject({code: 0, err: ""});
  return JSON.parse(ended.out) as Effect;
};

test("a broken row goes the whole way: listed, shown, tried, recorded, replayed; the trial foretold what came", async () => {
  const home = await company();
  const before = await publishedTables(home);
  const snapshot = currentSnapshot(home);
  const listed = JSON.parse(
    (await estafeta("rejected", "--source", "bank", "--json", "--home", home.home)).out,
  ) as [{load_id: number; line_number: number}];
  expect(listed).toMatchObject([
    {line_number: 3, reason_code: "unreadable", event_date: "2026-02-02", amount: null},
  ]);
  const {load_id} = listed[0];
  const shown = await estafeta("rejected", "--row", `${load_id}:3`, "--json", "--home", home.home);
  expect(JSON.parse(shown.out)).toEqual({
    load_id,
    line: 3,
    file_name: "1.csv",
    source_id: "bank",
    entity: "payments",
    column: "amount",
    reason: "unreadable",
    value: "ten",
    columns: ["payment_id", "paid_on", "amount"],
    cells: ["p2", "2026-02-02", "ten"],
    raw_text: "p2;2026-02-02;ten",
  });

  const changes = {rows: [{load_id, line: 3, cells: {amount: "32,50"}}]};
  expect(await tryOut(home, changes)).toEqual({
    rejected: {before: 1, after: 0},
    loads: [{load_id, file_name: "1.csv", rejected_before: 1, rejected_after: 0}],
    still: [],
    months: [
      {month: "2026-02", figures: [{figure: "payment_amount", before: 10, after: 42.5, unit: "money"}]},
    ],
    checks_failed: [],
  });
  // nothing that a reader or the next run can see is different
  expect(currentSnapshot(home)).toEqual(snapshot);
  expect(differences(await publishedTables(home), before)).toEqual([]);
  expect(existsSync(home.corrections)).toBe(false);
  expect(readdirSync(home.scratch)).toEqual([]);
  expect((await published(home)).isNew).toBe(false);

  const recorded = await estafeta("fix", "--changes", document(home, changes), "--home", home.home);
  expect(recorded).toMatchObject({code: 0, err: ""});
  expect(recorded.out).toMatch(
    /^f[0-9a-f]{10} {2}corrected bank\/1\.csv:3\nrecorded; `estafeta replay` applies it\n$/,
  );
  const replayed = await estafeta("replay", "--home", home.home);
  expect(replayed.code).toBe(0);
  expect(
    await queryPublished(
      home,
      "select sum(payment_amount)::double as paid from fct_payments where payment_month = date '2026-02-01'",
    ),
  ).toEqual([{paid: 42.5}]);
  const list = await estafeta("fix", "list", "--home", home.home);
  expect(list.out).toContain(
    `${author.by}: ${author.reason}\n    corrected bank:3  amount: ten -> amount: 32,50`,
  );
});

test("a correction that helps nothing is told, row by row", async () => {
  const home = await company();
  const [bank] = await health<{load_id: number}>(home, "select load_id from loads where source_id = 'bank'");
  const {load_id} = bank!;
  const effect = await tryOut(home, {
    rows: [{load_id, line: 3, cells: {amount: "11", paid_on: "31.02.2026"}}],
  });
  expect(effect).toEqual({
    rejected: {before: 1, after: 1},
    loads: [{load_id, file_name: "1.csv", rejected_before: 1, rejected_after: 1}],
    still: [{load_id, line: 3, column: "paid_on", reason: "unreadable", value: "31.02.2026"}],
    months: [],
    checks_failed: [],
  });
});

test("a spelling is tried, added to the dictionary with its former text kept, and taken back", async () => {
  const home = await company();
  const path = join(home.company, "dictionaries", "refusal_reasons.csv");
  const changes = {dictionary: [{dictionary: "refusal_reasons", code: "price", spelling: "нет бюджета"}]};
  const effect = await tryOut(home, changes);
  expect(effect.rejected).toEqual({before: 1, after: 0});
  expect(effect.months).toEqual([
    {month: "2026-03", figures: [{figure: "outcomes", before: 1, after: 2, unit: "count"}]},
  ]);
  expect(readFileSync(path, "utf8")).toBe(reasons);

  const recorded = await estafeta("fix", "--changes", document(home, changes), "--json", "--home", home.home);
  const [{id}] = JSON.parse(recorded.out) as [{id: string}];
  expect(readFileSync(path, "utf8")).toBe(reasons.replace("дорого", "дорого|нет бюджета"));
  const [kept] = readdirSync(home.history);
  expect(readFileSync(join(home.history, kept!), "utf8")).toBe(reasons);
  await published(home, true);
  expect(differences(await publishedTables(home), await publishedTables(await company("дорого")))).toEqual(
    [],
  );
  expect(await health(home, "select kind_code, file_name, after_text from corrections")).toEqual([
    {
      kind_code: "dictionary",
      file_name: "dictionaries/refusal_reasons.csv",
      after_text: "нет бюджета: price",
    },
  ]);

  const undone = await estafeta(
    "fix",
    "undo",
    id,
    "--by",
    "Петров Пётр",
    "--reason",
    "не о цене",
    "--home",
    home.home,
  );
  expect(undone.code).toBe(0);
  expect(readFileSync(path, "utf8")).toBe(reasons);
});

test("settings keep the comments around them; what the configuration would refuse is not written", async () => {
  const home = await company();
  const path = join(home.company, "sources.yaml");
  const set = {entities: {payments: {fields: {amount: {column: "amount", map: {ten: "10"}}}}}};
  const recorded = await estafeta(
    "fix",
    "--changes",
    document(home, {settings: [{source: "bank", set: {...set, late_after_hours: 30}}]}),
    "--home",
    home.home,
  );
  expect(recorded.code).toBe(0);
  const text = readFileSync(path, "utf8");
  expect(text).toContain("# what comes in\n");
  expect(text).toContain("results: {preset: call_results} # outcomes of the call centre\n");
  const wrong = await estafeta(
    "fix",
    "--changes",
    document(home, {settings: [{source: "bank", set: {zone: "Nowhere"}}]}),
    "--home",
    home.home,
  );
  expect(wrong.code).toBe(1);
  expect(wrong.err).toMatch(/sources\.yaml:\d+: sources\.bank\.zone: /);
  expect(readFileSync(path, "utf8")).toBe(text);
});

test("while a run holds the warehouse a trial says so and leaves nothing behind", async () => {
  const home = await company();
  const holder = await openWarehouse(home);
  try {
    const changes = document(home, {dismiss: [{load_id: 1, line: 3}]});
    const ended = await estafeta("fix", "--changes", changes, "--trial", "--home", home.home);
    expect(ended).toMatchObject({code: 1, out: ""});
    expect(ended.err).toBe(
      `${home.warehouse}: the warehouse cannot be opened; another run may hold it, or restore the file from a backup\n`,
    );
    expect(readdirSync(home.scratch)).toEqual([]);
  } finally {
    holder.close();
  }
});

test("what a killed trial left is removed by the next run, what a living one needs is not", async () => {
  const home = makeHome({sources});
  const gone = spawn(process.execPath, ["-e", ""]);
  await new Promise((resolve) => gone.on("exit", resolve));
  const left = (pid: number) => {
    const name = `${hostname()}~${pid}~left`;
    mkdirSync(join(home.scratch, name), {recursive: true});
    writeFileSync(join(home.scratch, name, "warehouse.duckdb"), "copy");
    return name;
  };
  left(gone.pid!);
  const alive = left(process.pid);
  (await openWarehouse(home)).close();
  expect(readdirSync(home.scratch)).toEqual([alive]);
});
